-- What the migrations make of an empty database: 9ce2f04972f131276be5d904a14b6ce3
CREATE TABLE "annual_annualreport" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "year" smallint unsigned NOT NULL CHECK ("year" >= 0), "form_id" varchar(10) NOT NULL, "name" varchar(100) NOT NULL, "lead" text NOT NULL, "state" varchar(10) NOT NULL, "version" integer unsigned NOT NULL CHECK ("version" >= 0), "errors" smallint unsigned NOT NULL CHECK ("errors" >= 0), "counted_at" datetime NULL, "signed_on" date NULL, "returned_at" datetime NULL, "accepted_at" datetime NULL, "created_at" datetime NOT NULL, "created_by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "fixed" text NULL CHECK ((JSON_VALID("fixed") OR "fixed" IS NULL)), CONSTRAINT "report_once_a_year" UNIQUE ("unit_id", "year"));
CREATE TABLE "annual_deadline" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "year" smallint unsigned NOT NULL CHECK ("year" >= 0), "due_on" date NOT NULL, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "deadline_once" UNIQUE ("unit_id", "year"));
CREATE TABLE "annual_edition" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" smallint unsigned NOT NULL CHECK ("number" >= 0), "why" varchar(500) NOT NULL, "content" text NOT NULL CHECK ((JSON_VALID("content") OR "content" IS NULL)), "published_on" date NOT NULL, "by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "item_id" bigint NULL REFERENCES "publishing_item" ("id") DEFERRABLE INITIALLY DEFERRED, "report_id" bigint NOT NULL REFERENCES "annual_annualreport" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "edition_once" UNIQUE ("report_id", "number"));
CREATE TABLE "annual_entered" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "code" varchar(60) NOT NULL, "value" decimal NULL, "why" varchar(300) NOT NULL, "at" datetime NOT NULL, "by_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "evidence_id" bigint NULL REFERENCES "publishing_file" ("id") DEFERRABLE INITIALLY DEFERRED, "report_id" bigint NOT NULL REFERENCES "annual_annualreport" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "annual_figure" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "code" varchar(60) NOT NULL, "value" decimal NULL, "counted" decimal NULL, "source" varchar(10) NOT NULL, "report_id" bigint NOT NULL REFERENCES "annual_annualreport" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "figure_once" UNIQUE ("report_id", "code"));
CREATE TABLE "annual_localday" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "year" smallint unsigned NOT NULL CHECK ("year" >= 0), "kind" varchar(12) NOT NULL, "day" date NOT NULL, "ground" varchar(200) NOT NULL, "at" datetime NOT NULL, "by_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "office_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "local_day_once" UNIQUE ("office_id", "year", "kind"));
CREATE TABLE "annual_part" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "heading" varchar(100) NOT NULL, "text" text NOT NULL, "report_id" bigint NOT NULL REFERENCES "annual_annualreport" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "part_once" UNIQUE ("report_id", "position"));
CREATE TABLE "annual_parttext" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "form_id" varchar(10) NOT NULL, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "text" text NOT NULL, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "part_text_once" UNIQUE ("unit_id", "form_id", "position"));
CREATE TABLE "annual_reading" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "year" smallint unsigned NOT NULL CHECK ("year" >= 0), "content" text NOT NULL CHECK ((JSON_VALID("content") OR "content" IS NULL)), "findings" text NOT NULL CHECK ((JSON_VALID("findings") OR "findings" IS NULL)), "at" datetime NOT NULL, "by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "file_id" bigint NOT NULL REFERENCES "publishing_file" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "annual_reason" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "fingerprint" varchar(64) NOT NULL, "message" varchar(500) NOT NULL, "reason" varchar(300) NOT NULL, "at" datetime NOT NULL, "by_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "report_id" bigint NOT NULL REFERENCES "annual_annualreport" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "reason_once" UNIQUE ("report_id", "fingerprint"));
CREATE TABLE "annual_remark" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "code" varchar(60) NOT NULL, "position" smallint unsigned NULL CHECK ("position" >= 0), "text" varchar(500) NOT NULL, "at" datetime NOT NULL, "reply" varchar(500) NOT NULL, "replied_at" datetime NULL, "by_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "report_id" bigint NOT NULL REFERENCES "annual_annualreport" ("id") DEFERRABLE INITIALLY DEFERRED, "draft" bool NOT NULL);
CREATE TABLE "annual_reminder" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "due_on" date NOT NULL, "left" smallint NOT NULL, "at" datetime NOT NULL, "deadline_id" bigint NOT NULL REFERENCES "annual_deadline" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "annual_reminder_once" UNIQUE ("deadline_id", "due_on", "left"));
CREATE TABLE "annual_signature" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "step" varchar(12) NOT NULL, "opinion" varchar(300) NOT NULL, "at" datetime NOT NULL, "by_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "report_id" bigint NOT NULL REFERENCES "annual_annualreport" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "signature_once" UNIQUE ("report_id", "step"));
CREATE TABLE "api_token" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(60) NOT NULL, "prefix" varchar(12) NOT NULL, "secret_hash" varchar(64) NOT NULL UNIQUE, "scopes" text NOT NULL CHECK ((JSON_VALID("scopes") OR "scopes" IS NULL)), "created_at" datetime NOT NULL, "expires_on" date NOT NULL, "revoked_at" datetime NULL, "last_used_at" datetime NULL, "created_by_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "responsible_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "audit_entry" ("number" bigint unsigned NOT NULL PRIMARY KEY CHECK ("number" >= 0), "at" datetime NOT NULL, "actor_id" bigint NULL, "actor" varchar(150) NOT NULL, "address" varchar(64) NOT NULL, "action" varchar(64) NOT NULL, "unit" varchar(64) NOT NULL, "object_type" varchar(64) NOT NULL, "object_id" varchar(64) NOT NULL, "label" varchar(255) NOT NULL, "before" text NULL CHECK ((JSON_VALID("before") OR "before" IS NULL)), "after" text NULL CHECK ((JSON_VALID("after") OR "after" IS NULL)), "seal" varchar(64) NOT NULL);
CREATE TABLE "audit_head" ("id" smallint unsigned NOT NULL PRIMARY KEY CHECK ("id" >= 0), "number" bigint unsigned NOT NULL CHECK ("number" >= 0), "seal" varchar(64) NOT NULL, "own_seal" varchar(64) NOT NULL);
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
CREATE TABLE "axes_accessattempt" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_agent" varchar(255) NOT NULL, "ip_address" char(39) NULL, "username" varchar(255) NULL, "http_accept" varchar(1025) NOT NULL, "path_info" varchar(255) NOT NULL, "attempt_time" datetime NOT NULL, "get_data" text NOT NULL, "post_data" text NOT NULL, "failures_since_start" integer unsigned NOT NULL CHECK ("failures_since_start" >= 0));
CREATE TABLE "axes_accessattemptexpiration" ("access_attempt_id" integer NOT NULL PRIMARY KEY REFERENCES "axes_accessattempt" ("id") DEFERRABLE INITIALLY DEFERRED, "expires_at" datetime NOT NULL);
CREATE TABLE "axes_accessfailurelog" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_agent" varchar(255) NOT NULL, "ip_address" char(39) NULL, "username" varchar(255) NULL, "http_accept" varchar(1025) NOT NULL, "path_info" varchar(255) NOT NULL, "attempt_time" datetime NOT NULL, "locked_out" bool NOT NULL);
CREATE TABLE "axes_accesslog" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_agent" varchar(255) NOT NULL, "ip_address" char(39) NULL, "username" varchar(255) NULL, "http_accept" varchar(1025) NOT NULL, "path_info" varchar(255) NOT NULL, "attempt_time" datetime NOT NULL, "logout_time" datetime NULL, "session_hash" varchar(64) NOT NULL);
CREATE TABLE "casework_answer" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "round" smallint unsigned NOT NULL CHECK ("round" >= 0), "kind" varchar(24) NOT NULL, "ground" varchar(40) NOT NULL, "stated" text NOT NULL CHECK ((JSON_VALID("stated") OR "stated" IS NULL)), "state" varchar(10) NOT NULL, "opinion" varchar(300) NOT NULL, "approved_at" datetime NULL, "answered_on" date NULL, "approved_by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL REFERENCES "casework_case" ("id") DEFERRABLE INITIALLY DEFERRED, "letter_id" bigint NULL UNIQUE REFERENCES "casework_letter" ("id") DEFERRABLE INITIALLY DEFERRED, "drafted_by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "answer_once_a_round" UNIQUE ("case_id", "round"));
CREATE TABLE "casework_applicant" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(10) NOT NULL, "masked" varchar(120) NOT NULL, "same" varchar(64) NOT NULL, "name" text NOT NULL, "identity_kind" varchar(30) NOT NULL, "identity_number" text NOT NULL, "representative" text NOT NULL, "contact" text NOT NULL, "telephone" text NOT NULL, "address" text NOT NULL, "email" text NOT NULL, "erased_at" datetime NULL, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "agent" text NOT NULL, "agent_contact" text NOT NULL);
CREATE TABLE "casework_case" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" varchar(60) NOT NULL UNIQUE, "code" text NOT NULL, "code_digest" varchar(64) NOT NULL UNIQUE, "applicant_kind" varchar(10) NOT NULL, "way" varchar(16) NOT NULL, "arrived_on" date NOT NULL, "confirmed_on" date NULL, "received_on" date NULL, "title" varchar(200) NOT NULL, "description" text NOT NULL, "form_wanted" varchar(20) NOT NULL, "way_wanted" varchar(20) NOT NULL, "other_form" bool NOT NULL, "help_needed" varchar(100) NOT NULL, "state" varchar(12) NOT NULL, "due_on" date NULL, "due_provisional" bool NOT NULL, "waiting_until" date NULL, "extended" bool NOT NULL, "late" bool NULL, "closed_on" date NULL, "answer_kind" varchar(24) NOT NULL, "ground" varchar(40) NOT NULL, "reopened_on" date NULL, "created_at" datetime NOT NULL, "origin" varchar(12) NOT NULL, "origin_id" varchar(100) NOT NULL, "applicant_id" bigint NOT NULL REFERENCES "casework_applicant" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "officer_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "matter" varchar(8) NOT NULL, "joined_to_id" bigint NULL REFERENCES "casework_case" ("id") DEFERRABLE INITIALLY DEFERRED, "split_from_id" bigint NULL REFERENCES "casework_case" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "case_closed_after_receipt" CHECK (("closed_on" IS NULL OR "received_on" <= ("closed_on"))), CONSTRAINT "case_closed_by_an_answer" CHECK ((("answer_kind" = '' AND "closed_on" IS NULL) OR ("closed_on" IS NOT NULL AND NOT ("answer_kind" = '')))));
CREATE TABLE "casework_casefile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(200) NOT NULL, "content" varchar(100) NOT NULL, "media_type" varchar(100) NOT NULL, "size" bigint unsigned NOT NULL CHECK ("size" >= 0), "sha256" varchar(64) NOT NULL, "at" datetime NOT NULL, "by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL REFERENCES "casework_case" ("id") DEFERRABLE INITIALLY DEFERRED, "kind" varchar(16) NOT NULL);
CREATE TABLE "casework_consultation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(12) NOT NULL, "masked" varchar(120) NOT NULL, "name" text NOT NULL, "address" text NOT NULL, "question" text NOT NULL, "asked_on" date NOT NULL, "due_on" date NULL, "answered_on" date NULL, "opinion" varchar(10) NOT NULL, "reasons" text NOT NULL, "by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL REFERENCES "casework_case" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "casework_delivery" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "way" varchar(12) NOT NULL, "sent_on" date NOT NULL, "tracking" varchar(60) NOT NULL, "received_on" date NULL, "note" varchar(300) NOT NULL, "by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "letter_id" bigint NOT NULL UNIQUE REFERENCES "casework_letter" ("id") DEFERRABLE INITIALLY DEFERRED, "evidence_id" bigint NULL REFERENCES "casework_casefile" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "casework_demand" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" text NOT NULL, "at" datetime NOT NULL, "reply" text NOT NULL, "replied_at" datetime NULL, "by_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL REFERENCES "casework_case" ("id") DEFERRABLE INITIALLY DEFERRED, "office_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "casework_desk" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number_word" varchar(20) NOT NULL, "court" varchar(60) NOT NULL, "court_open" bool NOT NULL, "review_address" varchar(200) NOT NULL, "correction_days" smallint unsigned NOT NULL CHECK ("correction_days" >= 0), "payment_way" varchar(300) NOT NULL, "keep_years" smallint unsigned NOT NULL CHECK ("keep_years" >= 0), "unit_id" bigint NOT NULL UNIQUE REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "review_body" varchar(100) NOT NULL, "complaint_days" smallint unsigned NOT NULL CHECK ("complaint_days" >= 0));
CREATE TABLE "casework_letter" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(40) NOT NULL, "number" varchar(60) NOT NULL, "addressee" text NOT NULL, "words" text NOT NULL CHECK ((JSON_VALID("words") OR "words" IS NULL)), "made_at" datetime NOT NULL, "signed_on" date NULL, "case_id" bigint NOT NULL REFERENCES "casework_case" ("id") DEFERRABLE INITIALLY DEFERRED, "made_by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "signed_by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "step_id" bigint NULL UNIQUE REFERENCES "casework_step" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "casework_lettertext" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "part" varchar(24) NOT NULL, "text" text NOT NULL, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "kind" varchar(40) NOT NULL, CONSTRAINT "letter_text_once" UNIQUE ("unit_id", "kind", "part"));
CREATE TABLE "casework_logged" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(200) NOT NULL, "asked" text NOT NULL, "answered" text NOT NULL, "item_id" bigint NULL, "at" datetime NOT NULL, "by_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL UNIQUE REFERENCES "casework_case" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "casework_note" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" text NOT NULL, "at" datetime NOT NULL, "by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL REFERENCES "casework_case" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "casework_override" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "fingerprint" varchar(64) NOT NULL, "message" varchar(300) NOT NULL, "reason" varchar(300) NOT NULL, "at" datetime NOT NULL, "answer_id" bigint NOT NULL REFERENCES "casework_answer" ("id") DEFERRABLE INITIALLY DEFERRED, "by_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "override_once" UNIQUE ("answer_id", "fingerprint"));
CREATE TABLE "casework_reminder" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "due_on" date NOT NULL, "left" smallint NOT NULL, "at" datetime NOT NULL, "case_id" bigint NOT NULL REFERENCES "casework_case" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "reminder_once" UNIQUE ("case_id", "due_on", "left"));
CREATE TABLE "casework_searchrecord" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "on" date NOT NULL, "place" varchar(200) NOT NULL, "words" varchar(200) NOT NULL, "period" varchar(100) NOT NULL, "result" text NOT NULL, "by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL REFERENCES "casework_case" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "casework_serial" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "series" varchar(10) NOT NULL, "year" smallint unsigned NOT NULL CHECK ("year" >= 0), "last" integer unsigned NOT NULL CHECK ("last" >= 0), "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "case_serial_once" UNIQUE ("unit_id", "series", "year"));
CREATE TABLE "casework_step" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(24) NOT NULL, "on" date NOT NULL, "received_on" date NULL, "until" date NULL, "days" smallint unsigned NULL CHECK ("days" >= 0), "facts" text NOT NULL CHECK ((JSON_VALID("facts") OR "facts" IS NULL)), "at" datetime NOT NULL, "by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL REFERENCES "casework_case" ("id") DEFERRABLE INITIALLY DEFERRED, "consultation_id" bigint NULL REFERENCES "casework_consultation" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE TABLE "django_tasks_database_dbtaskresult" ("id" char(32) NOT NULL PRIMARY KEY, "args_kwargs" text NOT NULL CHECK ((JSON_VALID("args_kwargs") OR "args_kwargs" IS NULL)), "priority" integer NOT NULL, "task_path" text NOT NULL, "queue_name" varchar(32) NOT NULL, "backend_name" varchar(32) NOT NULL, "run_after" datetime NOT NULL, "enqueued_at" datetime NOT NULL, "finished_at" datetime NULL, "started_at" datetime NULL, "return_value" text NULL CHECK ((JSON_VALID("return_value") OR "return_value" IS NULL)), "exception_class_path" text NOT NULL, "traceback" text NOT NULL, "worker_ids" text NOT NULL CHECK ((JSON_VALID("worker_ids") OR "worker_ids" IS NULL)), "status" varchar(10) NOT NULL, CONSTRAINT "priority_range" CHECK ("priority" BETWEEN -100 AND 100));
CREATE TABLE "operation_job" ("name" varchar(40) NOT NULL PRIMARY KEY, "next_at" datetime NOT NULL, "done_at" datetime NULL);
CREATE TABLE "publishing_attachment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sort_order" integer NULL, "label" varchar(200) NOT NULL, "file_id" bigint NOT NULL REFERENCES "publishing_file" ("id") DEFERRABLE INITIALLY DEFERRED, "item_id" bigint NOT NULL REFERENCES "publishing_item" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "publishing_change" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "kind" varchar(10) NOT NULL, "reason" varchar(200) NOT NULL, "revision_id" bigint NULL, "by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "item_id" bigint NOT NULL REFERENCES "publishing_item" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "publishing_channel" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(30) NOT NULL, "name" varchar(100) NOT NULL, "adapter" varchar(20) NOT NULL, "address" varchar(200) NOT NULL, "sealed_secret" text NOT NULL, "active" bool NOT NULL, "by_default" bool NOT NULL, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "channel_once" UNIQUE ("unit_id", "name"));
CREATE TABLE "publishing_delivery" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "event" varchar(10) NOT NULL, "key" char(32) NOT NULL UNIQUE, "state" varchar(8) NOT NULL, "attempts" smallint unsigned NOT NULL CHECK ("attempts" >= 0), "next_at" datetime NOT NULL, "error" varchar(500) NOT NULL, "remote_id" varchar(200) NOT NULL, "created_at" datetime NOT NULL, "done_at" datetime NULL, "release_id" bigint NOT NULL REFERENCES "publishing_release" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "publishing_ending" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(10) NOT NULL, "on" date NOT NULL, "by_text" varchar(300) NOT NULL, "by_item_id" bigint NULL REFERENCES "publishing_item" ("id") DEFERRABLE INITIALLY DEFERRED, "item_id" bigint NOT NULL REFERENCES "publishing_item" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "publishing_file" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(200) NOT NULL, "content" varchar(100) NOT NULL, "media_type" varchar(100) NOT NULL, "size" bigint unsigned NOT NULL CHECK ("size" >= 0), "sha256" varchar(64) NOT NULL, "uploaded_at" datetime NOT NULL, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "uploaded_by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "publishing_finding" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "rule" varchar(40) NOT NULL, "severity" varchar(8) NOT NULL, "place" varchar(200) NOT NULL, "quote" varchar(300) NOT NULL, "message" varchar(300) NOT NULL, "advice" varchar(300) NOT NULL, "article" varchar(40) NOT NULL, "fingerprint" varchar(64) NOT NULL, "state" varchar(10) NOT NULL, "reason" varchar(300) NOT NULL, "found_at" datetime NOT NULL, "settled_at" datetime NULL, "by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "item_id" bigint NOT NULL REFERENCES "publishing_item" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "finding_once" UNIQUE ("item_id", "fingerprint"));
CREATE TABLE "publishing_importjob" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "dry_run" bool NOT NULL, "state" varchar(8) NOT NULL, "rows" integer unsigned NULL CHECK ("rows" >= 0), "read" integer unsigned NOT NULL CHECK ("read" >= 0), "created" integer unsigned NOT NULL CHECK ("created" >= 0), "unchanged" integer unsigned NOT NULL CHECK ("unchanged" >= 0), "refused" integer unsigned NOT NULL CHECK ("refused" >= 0), "problems" text NOT NULL CHECK ((JSON_VALID("problems") OR "problems" IS NULL)), "error" varchar(500) NOT NULL, "started_at" datetime NULL, "finished_at" datetime NULL, "created_at" datetime NOT NULL, "by_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "file_id" bigint NOT NULL REFERENCES "publishing_file" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "more_problems" integer unsigned NOT NULL CHECK ("more_problems" >= 0), "number_missing" bool NOT NULL);
CREATE TABLE "publishing_item" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "live" bool NOT NULL, "has_unpublished_changes" bool NOT NULL, "first_published_at" datetime NULL, "last_published_at" datetime NULL, "go_live_at" datetime NULL, "expire_at" datetime NULL, "expired" bool NOT NULL, "locked" bool NOT NULL, "locked_at" datetime NULL, "index_number" varchar(64) NULL UNIQUE, "title" varchar(300) NOT NULL, "summary" varchar(500) NOT NULL, "keywords" varchar(200) NOT NULL, "document_number" varchar(80) NOT NULL, "uniform_number" varchar(80) NOT NULL, "issuing_body" varchar(100) NOT NULL, "formed_on" date NULL, "changed_on" date NULL, "node" varchar(60) NOT NULL, "field_node" varchar(60) NOT NULL, "subject" varchar(40) NOT NULL, "genre" varchar(20) NOT NULL, "carrier" varchar(20) NOT NULL, "openness" varchar(12) NOT NULL, "ground" varchar(40) NOT NULL, "provision" varchar(200) NOT NULL, "reassess_on" date NULL, "audience" varchar(60) NOT NULL, "open_until" date NULL, "normative" bool NOT NULL, "validity" varchar(10) NOT NULL, "effective_on" date NULL, "expires_on" date NULL, "body" text NOT NULL CHECK ((JSON_VALID("body") OR "body" IS NULL)), "source" varchar(100) NOT NULL, "editor" varchar(50) NOT NULL, "publish_at" datetime NULL, "change_reason" varchar(200) NOT NULL, "due_on" date NULL, "due_provisional" bool NOT NULL, "withdrawn_at" datetime NULL, "created_at" datetime NOT NULL, "origin" varchar(12) NOT NULL, "origin_id" varchar(100) NOT NULL, "created_by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "latest_revision_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED, "live_revision_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED, "locked_by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "explains_id" bigint NULL REFERENCES "publishing_item" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "item_live_has_index_number" CHECK ((NOT "live" OR "index_number" IS NOT NULL)), CONSTRAINT "item_live_has_date" CHECK ((NOT "live" OR "formed_on" IS NOT NULL)));
CREATE TABLE "publishing_jointissuer" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sort_order" integer NULL, "name" varchar(100) NOT NULL, "item_id" bigint NOT NULL REFERENCES "publishing_item" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "publishing_release" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "released_on" date NULL, "place" varchar(300) NOT NULL, "channel_id" bigint NOT NULL REFERENCES "publishing_channel" ("id") DEFERRABLE INITIALLY DEFERRED, "confirmed_by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "evidence_id" bigint NULL REFERENCES "publishing_file" ("id") DEFERRABLE INITIALLY DEFERRED, "item_id" bigint NOT NULL REFERENCES "publishing_item" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "release_once" UNIQUE ("item_id", "channel_id"));
CREATE TABLE "publishing_reviewtask" ("task_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_task" ("id") DEFERRABLE INITIALLY DEFERRED, "step" varchar(10) NOT NULL UNIQUE);
CREATE TABLE publishing_search (place integer PRIMARY KEY, item_id integer NOT NULL UNIQUE, moment integer NOT NULL, facets text NOT NULL, tokens blob NOT NULL);
CREATE VIRTUAL TABLE publishing_search_words USING fts5(title, number, keywords, text, marks, content='', columnsize=0, tokenize="ascii tokenchars '=~_.-'");
CREATE TABLE "publishing_serial" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "front" varchar(18) NOT NULL, "year" smallint unsigned NOT NULL CHECK ("year" >= 0), "last" integer unsigned NOT NULL CHECK ("last" >= 0), CONSTRAINT "serial_once" UNIQUE ("front", "year"));
CREATE TABLE "publishing_unitchain" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "unit_id" bigint NOT NULL UNIQUE REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "publishing_views" ("item_id" bigint NOT NULL PRIMARY KEY REFERENCES "publishing_item" ("id") DEFERRABLE INITIALLY DEFERRED, "count" bigint unsigned NOT NULL CHECK ("count" >= 0));
CREATE TABLE "publishing_word" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "wrong" varchar(60) NOT NULL UNIQUE, "right" varchar(60) NOT NULL, "kind" varchar(20) NOT NULL, "note" varchar(200) NOT NULL);
CREATE TABLE "remedies_complaint" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(10) NOT NULL, "complainant" text NOT NULL, "contact" text NOT NULL, "about" text NOT NULL, "received_on" date NOT NULL, "due_on" date NOT NULL, "concluded_on" date NULL, "result" varchar(12) NOT NULL, "order" varchar(10) NOT NULL, "conclusion" text NOT NULL, "told_on" date NULL, "rectified_on" date NULL, "created_at" datetime NOT NULL, "case_id" bigint NULL REFERENCES "casework_case" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "office_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "complaint_concluded_by_a_result" CHECK ((("concluded_on" IS NULL AND "result" = '') OR ("concluded_on" >= ("received_on") AND NOT ("result" = '')))));
CREATE TABLE "remedies_decision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" varchar(60) NOT NULL, "outcome" varchar(30) NOT NULL, "decided_on" date NOT NULL, "received_on" date NULL, "effective_on" date NULL, "appealed_on" date NULL, "appealed_by" varchar(10) NOT NULL, "until" date NULL, "summary" text NOT NULL, "at" datetime NOT NULL, "by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "proceeding_id" bigint NOT NULL REFERENCES "remedies_proceeding" ("id") DEFERRABLE INITIALLY DEFERRED, "instance" varchar(8) NOT NULL);
CREATE TABLE "remedies_note" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "on" date NOT NULL, "kind" varchar(10) NOT NULL, "text" text NOT NULL, "by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "complaint_id" bigint NULL REFERENCES "remedies_complaint" ("id") DEFERRABLE INITIALLY DEFERRED, "proceeding_id" bigint NULL REFERENCES "remedies_proceeding" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "note_kept_with_one" CHECK ((("complaint_id" IS NOT NULL AND "proceeding_id" IS NULL) OR ("complaint_id" IS NULL AND "proceeding_id" IS NOT NULL))));
CREATE TABLE "remedies_proceeding" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group" varchar(18) NOT NULL, "contested" varchar(12) NOT NULL, "masked" varchar(120) NOT NULL, "claimant" text NOT NULL, "about" varchar(300) NOT NULL, "body" varchar(100) NOT NULL, "number" varchar(60) NOT NULL, "filed_on" date NOT NULL, "accepted_on" date NULL, "simple" bool NOT NULL, "extended_on" date NULL, "copy_received_on" date NULL, "answer_due" date NULL, "answered_on" date NULL, "decision_due" date NULL, "stage" varchar(10) NOT NULL, "ended_on" date NULL, "outcome" varchar(30) NOT NULL, "column" varchar(10) NOT NULL, "reopened_on" date NULL, "created_at" datetime NOT NULL, "answer_id" bigint NULL REFERENCES "casework_answer" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NULL REFERENCES "casework_case" ("id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "retried_by" varchar(13) NOT NULL, "review_id" bigint NULL REFERENCES "remedies_proceeding" ("id") DEFERRABLE INITIALLY DEFERRED, "retrial_of_id" bigint NULL REFERENCES "remedies_proceeding" ("id") DEFERRABLE INITIALLY DEFERRED, "appeal_due" date NULL, CONSTRAINT "proceeding_ended_by_an_outcome" CHECK ((("column" = '' AND "ended_on" IS NULL AND "outcome" = '') OR ("column" IN ('upheld', 'corrected', 'other') AND "ended_on" >= ("filed_on") AND NOT ("outcome" = '')))), CONSTRAINT "proceeding_after_its_review" CHECK (("review_id" IS NULL OR "group" = 'suit_after_review')), CONSTRAINT "proceeding_answer_of_its_request" CHECK (("answer_id" IS NULL OR "case_id" IS NOT NULL)), CONSTRAINT "proceeding_retrial_of_a_lawsuit" CHECK (("retrial_of_id" IS NULL OR (NOT ("group" = 'review') AND NOT ("retried_by" = '')))));
CREATE TABLE "remedies_proceeding_joint" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "proceeding_id" bigint NOT NULL REFERENCES "remedies_proceeding" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "remedies_remedyfile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "kind" varchar(12) NOT NULL, "name" varchar(200) NOT NULL, "content" varchar(100) NOT NULL, "media_type" varchar(100) NOT NULL, "size" bigint unsigned NOT NULL CHECK ("size" >= 0), "sha256" varchar(64) NOT NULL, "by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "complaint_id" bigint NULL REFERENCES "remedies_complaint" ("id") DEFERRABLE INITIALLY DEFERRED, "proceeding_id" bigint NULL REFERENCES "remedies_proceeding" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "remedyfile_kept_with_one" CHECK ((("complaint_id" IS NOT NULL AND "proceeding_id" IS NULL) OR ("complaint_id" IS NULL AND "proceeding_id" IS NOT NULL))));
CREATE TABLE "remedies_reminder" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "due_on" date NOT NULL, "left" smallint NOT NULL, "at" datetime NOT NULL, "complaint_id" bigint NULL REFERENCES "remedies_complaint" ("id") DEFERRABLE INITIALLY DEFERRED, "proceeding_id" bigint NULL REFERENCES "remedies_proceeding" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "reminder_kept_with_one" CHECK ((("complaint_id" IS NOT NULL AND "proceeding_id" IS NULL) OR ("complaint_id" IS NULL AND "proceeding_id" IS NOT NULL))), CONSTRAINT "proceeding_reminder_once" UNIQUE ("proceeding_id", "due_on", "left"), CONSTRAINT "complaint_reminder_once" UNIQUE ("complaint_id", "due_on", "left"));
CREATE TABLE "taggit_tag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(100) NOT NULL UNIQUE, "slug" varchar(100) NOT NULL UNIQUE);
CREATE TABLE "taggit_taggeditem" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" integer NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" integer NOT NULL REFERENCES "taggit_tag" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uniq" UNIQUE ("content_type_id", "object_id", "tag_id"));
CREATE TABLE "units_calendar" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "year" smallint unsigned NOT NULL UNIQUE CHECK ("year" >= 0), "notice" varchar(200) NOT NULL, "off" text NOT NULL CHECK ((JSON_VALID("off") OR "off" IS NULL)), "worked" text NOT NULL CHECK ((JSON_VALID("worked") OR "worked" IS NULL)), "added_at" datetime NOT NULL);
CREATE TABLE "units_formername" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(100) NOT NULL, "until" date NULL, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "former_name_once" UNIQUE ("unit_id", "name"));
CREATE TABLE "units_mail" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "on" date NOT NULL, "subject" varchar(200) NOT NULL, "text" text NOT NULL, "marks" text NOT NULL CHECK ((JSON_VALID("marks") OR "marks" IS NULL)), "state" varchar(8) NOT NULL, "attempts" smallint unsigned NOT NULL CHECK ("attempts" >= 0), "next_at" datetime NOT NULL, "error" varchar(300) NOT NULL, "person_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "mail_once_a_day" UNIQUE ("person_id", "on"));
CREATE TABLE "units_person" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "username" varchar(150) NOT NULL UNIQUE, "email" varchar(254) NOT NULL, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "name" varchar(50) NOT NULL, "telephone" varchar(60) NOT NULL, "no_mail" bool NOT NULL, CONSTRAINT "nobody_above_the_review_chain" CHECK (NOT "is_superuser"));
CREATE TABLE "units_person_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "person_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "units_person_user_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "person_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "units_post" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "role" varchar(20) NOT NULL, "person_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "post_once" UNIQUE ("person_id", "unit_id", "role"));
CREATE TABLE "units_unit" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path" varchar(255) NOT NULL UNIQUE, "depth" integer unsigned NOT NULL CHECK ("depth" >= 0), "numchild" integer unsigned NOT NULL CHECK ("numchild" >= 0), "code" varchar(40) NOT NULL UNIQUE, "name" varchar(100) NOT NULL, "short_name" varchar(40) NOT NULL, "kind" varchar(12) NOT NULL, "front" varchar(18) NOT NULL, "office_name" varchar(100) NOT NULL, "office_address" varchar(200) NOT NULL, "office_hours" varchar(200) NOT NULL, "telephone" varchar(60) NOT NULL, "fax" varchar(60) NOT NULL, "internet_contact" varchar(200) NOT NULL, "postcode" varchar(6) NOT NULL, "guide_text" text NOT NULL, "facts_changed_on" date NULL, "opened_on" date NULL, "closed_on" date NULL, "supervised_by_id" bigint NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "succeeded_by_id" bigint NULL REFERENCES "units_unit" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailadmin_admin" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT);
CREATE TABLE "wagtailadmin_editingsession" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" varchar(255) NOT NULL, "last_seen_at" datetime NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "is_editing" bool NOT NULL);
CREATE TABLE "wagtailadmin_formstate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "data" text NOT NULL, "object_id" varchar(255) NOT NULL, "parent_object_id" varchar(255) NOT NULL, "last_updated_at" datetime NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_collection" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path" varchar(255) NOT NULL UNIQUE, "depth" integer unsigned NOT NULL CHECK ("depth" >= 0), "numchild" integer unsigned NOT NULL CHECK ("numchild" >= 0), "name" varchar(255) NOT NULL);
CREATE TABLE "wagtailcore_collectionviewrestriction" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "restriction_type" varchar(20) NOT NULL, "password" varchar(255) NOT NULL, "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_collectionviewrestriction_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "collectionviewrestriction_id" integer NOT NULL REFERENCES "wagtailcore_collectionviewrestriction" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_comment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" text NOT NULL, "contentpath" text NOT NULL, "position" text NOT NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "resolved_at" datetime NULL, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "resolved_by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "revision_created_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_commentreply" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" text NOT NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "comment_id" integer NOT NULL REFERENCES "wagtailcore_comment" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_groupapprovaltask" ("task_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_task" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_groupapprovaltask_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "groupapprovaltask_id" integer NOT NULL REFERENCES "wagtailcore_groupapprovaltask" ("task_ptr_id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_groupcollectionpermission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_grouppagepermission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "unique_permission" UNIQUE ("group_id", "page_id", "permission_id"));
CREATE TABLE "wagtailcore_groupsitepermission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED, "site_id" integer NOT NULL REFERENCES "wagtailcore_site" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_locale" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language_code" varchar(100) NOT NULL UNIQUE);
CREATE TABLE "wagtailcore_modellogentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "label" text NOT NULL, "action" varchar(255) NOT NULL, "timestamp" datetime NOT NULL, "content_changed" bool NOT NULL, "deleted" bool NOT NULL, "object_id" varchar(255) NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NULL, "uuid" char(32) NULL, "revision_id" integer NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)));
CREATE TABLE "wagtailcore_page" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path" varchar(255) NOT NULL UNIQUE, "depth" integer unsigned NOT NULL CHECK ("depth" >= 0), "numchild" integer unsigned NOT NULL CHECK ("numchild" >= 0), "title" varchar(255) NOT NULL, "slug" varchar(255) NOT NULL, "live" bool NOT NULL, "has_unpublished_changes" bool NOT NULL, "url_path" text NOT NULL, "seo_title" varchar(255) NOT NULL, "show_in_menus" bool NOT NULL, "search_description" text NOT NULL, "go_live_at" datetime NULL, "expire_at" datetime NULL, "expired" bool NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "locked" bool NOT NULL, "latest_revision_created_at" datetime NULL, "first_published_at" datetime NULL, "live_revision_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED, "last_published_at" datetime NULL, "draft_title" varchar(255) NOT NULL, "locked_at" datetime NULL, "locked_by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "locale_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED, "translation_key" char(32) NOT NULL, "alias_of_id" integer NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "latest_revision_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_pagelogentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "label" text NOT NULL, "action" varchar(255) NOT NULL, "timestamp" datetime NOT NULL, "content_changed" bool NOT NULL, "deleted" bool NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "page_id" integer NOT NULL, "revision_id" integer NULL, "user_id" bigint NULL, "uuid" char(32) NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)));
CREATE TABLE "wagtailcore_pagesubscription" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "comment_notifications" bool NOT NULL, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_pageviewrestriction" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(255) NOT NULL, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "restriction_type" varchar(20) NOT NULL);
CREATE TABLE "wagtailcore_pageviewrestriction_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "pageviewrestriction_id" integer NOT NULL REFERENCES "wagtailcore_pageviewrestriction" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_referenceindex" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" varchar(255) NOT NULL, "to_object_id" varchar(255) NOT NULL, "model_path" text NOT NULL, "content_path" text NOT NULL, "content_path_hash" char(32) NOT NULL, "base_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "to_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_revision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "approved_go_live_at" datetime NULL, "user_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "content" text NOT NULL CHECK ((JSON_VALID("content") OR "content" IS NULL)), "object_id" varchar(255) NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "base_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "object_str" text NOT NULL);
CREATE TABLE "wagtailcore_site" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "hostname" varchar(255) NOT NULL, "port" integer NOT NULL, "is_default_site" bool NOT NULL, "root_page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "site_name" varchar(255) NOT NULL);
CREATE TABLE "wagtailcore_task" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(255) NOT NULL, "active" bool NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_taskstate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "status" varchar(50) NOT NULL, "started_at" datetime NOT NULL, "finished_at" datetime NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "task_id" integer NOT NULL REFERENCES "wagtailcore_task" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_state_id" integer NOT NULL REFERENCES "wagtailcore_workflowstate" ("id") DEFERRABLE INITIALLY DEFERRED, "finished_by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "comment" text NOT NULL, "revision_id" integer NOT NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_uploadedfile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "file" varchar(200) NOT NULL, "for_content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "uploaded_by_user_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflow" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(255) NOT NULL, "active" bool NOT NULL);
CREATE TABLE "wagtailcore_workflowcontenttype" ("content_type_id" integer NOT NULL PRIMARY KEY REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflowpage" ("page_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflowstate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "status" varchar(50) NOT NULL, "created_at" datetime NOT NULL, "current_task_state_id" integer NULL UNIQUE REFERENCES "wagtailcore_taskstate" ("id") DEFERRABLE INITIALLY DEFERRED, "requested_by_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED, "object_id" varchar(255) NOT NULL, "base_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflowtask" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sort_order" integer NULL, "task_id" integer NOT NULL REFERENCES "wagtailcore_task" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtaildocs_document" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(255) NOT NULL, "file" varchar(100) NOT NULL, "created_at" datetime NOT NULL, "uploaded_by_user_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED, "file_hash" varchar(40) NOT NULL, "file_size" bigint unsigned NULL CHECK ("file_size" >= 0));
CREATE TABLE "wagtailimages_image" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(255) NOT NULL, "file" varchar(100) NOT NULL, "width" integer NOT NULL, "height" integer NOT NULL, "created_at" datetime NOT NULL, "focal_point_x" integer unsigned NULL CHECK ("focal_point_x" >= 0), "focal_point_y" integer unsigned NULL CHECK ("focal_point_y" >= 0), "focal_point_width" integer unsigned NULL CHECK ("focal_point_width" >= 0), "focal_point_height" integer unsigned NULL CHECK ("focal_point_height" >= 0), "uploaded_by_user_id" bigint NULL REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "file_size" integer unsigned NULL CHECK ("file_size" >= 0), "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED, "file_hash" varchar(40) NOT NULL, "description" varchar(255) NOT NULL);
CREATE TABLE "wagtailimages_rendition" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "width" integer NOT NULL, "height" integer NOT NULL, "focal_point_key" varchar(16) NOT NULL, "filter_spec" varchar(255) NOT NULL, "image_id" integer NOT NULL REFERENCES "wagtailimages_image" ("id") DEFERRABLE INITIALLY DEFERRED, "file" varchar(100) NOT NULL);
CREATE TABLE "wagtailusers_userprofile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "submitted_notifications" bool NOT NULL, "approved_notifications" bool NOT NULL, "rejected_notifications" bool NOT NULL, "user_id" bigint NOT NULL UNIQUE REFERENCES "units_person" ("id") DEFERRABLE INITIALLY DEFERRED, "preferred_language" varchar(10) NOT NULL, "current_time_zone" varchar(40) NOT NULL, "avatar" varchar(100) NOT NULL, "updated_comments_notifications" bool NOT NULL, "dismissibles" text NOT NULL CHECK ((JSON_VALID("dismissibles") OR "dismissibles" IS NULL)), "theme" varchar(40) NOT NULL, "density" varchar(40) NOT NULL, "contrast" varchar(40) NOT NULL, "keyboard_shortcuts" bool NOT NULL);
INSERT INTO "sqlite_sequence" VALUES
('django_migrations', 246),
('django_content_type', 105),
('auth_permission', 426),
('auth_group', 2),
('units_post', 0),
('units_formername', 0),
('units_person', 0),
('wagtailcore_collection', 1),
('wagtailcore_pageviewrestriction', 0),
('wagtailcore_site', 1),
('wagtailcore_task', 5),
('wagtailcore_groupapprovaltask_groups', 1),
('wagtailcore_workflow', 4),
('wagtailcore_workflowtask', 10),
('wagtailcore_locale', 1),
('wagtailcore_page', 2),
('wagtailcore_comment', 0),
('wagtailcore_taskstate', 0),
('wagtailcore_workflowstate', 0),
('wagtailcore_modellogentry', 0),
('wagtailcore_pagelogentry', 0),
('wagtailcore_grouppagepermission', 7),
('wagtailcore_revision', 0),
('publishing_file', 0),
('publishing_ending', 0),
('publishing_change', 0),
('publishing_attachment', 0),
('publishing_jointissuer', 0),
('publishing_delivery', 0),
('publishing_serial', 0),
('publishing_unitchain', 0),
('publishing_channel', 0),
('publishing_finding', 0),
('publishing_release', 0),
('publishing_importjob', 0),
('publishing_item', 0),
('annual_annualreport', 0),
('annual_edition', 0),
('annual_figure', 0),
('annual_part', 0),
('annual_parttext', 0),
('annual_reason', 0),
('annual_signature', 0),
('annual_remark', 0),
('annual_deadline', 0),
('annual_localday', 0),
('annual_reminder', 0),
('axes_accessattempt', 0),
('axes_accesslog', 0),
('casework_override', 0),
('casework_reminder', 0),
('casework_serial', 0),
('casework_answer', 0),
('casework_lettertext', 0),
('casework_letter', 0),
('casework_applicant', 0),
('casework_casefile', 0),
('casework_desk', 0),
('casework_case', 0),
('remedies_complaint', 0),
('remedies_note', 0),
('remedies_remedyfile', 0),
('remedies_decision', 0),
('remedies_proceeding', 0),
('taggit_taggeditem', 0),
('taggit_tag', 0),
('auth_group_permissions', 18),
('wagtailadmin_editingsession', 0),
('wagtailcore_groupcollectionpermission', 12),
('wagtaildocs_document', 0),
('wagtailimages_rendition', 0),
('wagtailimages_image', 0),
('wagtailusers_userprofile', 0);
INSERT INTO "auth_group" VALUES
(1, 'Moderators'),
(2, 'Editors');
INSERT INTO "auth_group_permissions" VALUES
(1, 2, 105),
(2, 1, 105),
(3, 2, 106),
(4, 2, 107),
(5, 2, 108),
(6, 1, 106),
(7, 1, 107),
(8, 1, 108),
(9, 2, 109),
(10, 1, 109),
(11, 2, 112),
(12, 2, 110),
(13, 2, 111),
(14, 1, 112),
(15, 1, 110),
(16, 1, 111),
(17, 2, 113),
(18, 1, 113);
INSERT INTO "auth_permission" VALUES
(1, 3, 'add_locale', 'Can add locale'),
(2, 3, 'change_locale', 'Can change locale'),
(3, 3, 'delete_locale', 'Can delete locale'),
(4, 3, 'view_locale', 'Can view locale'),
(5, 4, 'add_site', 'Can add site'),
(6, 4, 'change_site', 'Can change site'),
(7, 4, 'delete_site', 'Can delete site'),
(8, 4, 'view_site', 'Can view site'),
(9, 5, 'add_groupsitepermission', 'Can add group site permission'),
(10, 5, 'change_groupsitepermission', 'Can change group site permission'),
(11, 5, 'delete_groupsitepermission', 'Can delete group site permission'),
(12, 5, 'view_groupsitepermission', 'Can view group site permission'),
(13, 6, 'add_modellogentry', 'Can add model log entry'),
(14, 6, 'change_modellogentry', 'Can change model log entry'),
(15, 6, 'delete_modellogentry', 'Can delete model log entry'),
(16, 6, 'view_modellogentry', 'Can view model log entry'),
(17, 7, 'add_revision', 'Can add revision'),
(18, 7, 'change_revision', 'Can change revision'),
(19, 7, 'delete_revision', 'Can delete revision'),
(20, 7, 'view_revision', 'Can view revision'),
(21, 8, 'add_collectionviewrestriction', 'Can add collection view restriction'),
(22, 8, 'change_collectionviewrestriction', 'Can change collection view restriction'),
(23, 8, 'delete_collectionviewrestriction', 'Can delete collection view restriction'),
(24, 8, 'view_collectionviewrestriction', 'Can view collection view restriction'),
(25, 9, 'add_collection', 'Can add collection'),
(26, 9, 'change_collection', 'Can change collection'),
(27, 9, 'delete_collection', 'Can delete collection'),
(28, 9, 'view_collection', 'Can view collection'),
(29, 10, 'add_groupcollectionpermission', 'Can add group collection permission'),
(30, 10, 'change_groupcollectionpermission', 'Can change group collection permission'),
(31, 10, 'delete_groupcollectionpermission', 'Can delete group collection permission'),
(32, 10, 'view_groupcollectionpermission', 'Can view group collection permission'),
(33, 11, 'add_uploadedfile', 'Can add uploaded file'),
(34, 11, 'change_uploadedfile', 'Can change uploaded file'),
(35, 11, 'delete_uploadedfile', 'Can delete uploaded file'),
(36, 11, 'view_uploadedfile', 'Can view uploaded file'),
(37, 12, 'add_workflowcontenttype', 'Can add workflow content type'),
(38, 12, 'change_workflowcontenttype', 'Can change workflow content type'),
(39, 12, 'delete_workflowcontenttype', 'Can delete workflow content type'),
(40, 12, 'view_workflowcontenttype', 'Can view workflow content type'),
(41, 13, 'add_workflowstate', 'Can add Workflow state'),
(42, 13, 'change_workflowstate', 'Can change Workflow state'),
(43, 13, 'delete_workflowstate', 'Can delete Workflow state'),
(44, 13, 'view_workflowstate', 'Can view Workflow state'),
(45, 14, 'add_workflow', 'Can add workflow'),
(46, 14, 'change_workflow', 'Can change workflow'),
(47, 14, 'delete_workflow', 'Can delete workflow'),
(48, 14, 'view_workflow', 'Can view workflow'),
(49, 15, 'add_workflowtask', 'Can add workflow task order'),
(50, 15, 'change_workflowtask', 'Can change workflow task order'),
(51, 15, 'delete_workflowtask', 'Can delete workflow task order'),
(52, 15, 'view_workflowtask', 'Can view workflow task order'),
(53, 16, 'add_task', 'Can add task'),
(54, 16, 'change_task', 'Can change task'),
(55, 16, 'delete_task', 'Can delete task'),
(56, 16, 'view_task', 'Can view task'),
(57, 2, 'add_groupapprovaltask', 'Can add Group approval task'),
(58, 2, 'change_groupapprovaltask', 'Can change Group approval task'),
(59, 2, 'delete_groupapprovaltask', 'Can delete Group approval task'),
(60, 2, 'view_groupapprovaltask', 'Can view Group approval task'),
(61, 17, 'add_taskstate', 'Can add Task state'),
(62, 17, 'change_taskstate', 'Can change Task state'),
(63, 17, 'delete_taskstate', 'Can delete Task state'),
(64, 17, 'view_taskstate', 'Can view Task state'),
(65, 1, 'add_page', 'Can add page'),
(66, 1, 'change_page', 'Can change page'),
(67, 1, 'delete_page', 'Can delete page'),
(68, 1, 'view_page', 'Can view page'),
(69, 1, 'bulk_delete_page', 'Delete pages with children'),
(70, 1, 'lock_page', 'Lock/unlock pages you''ve locked'),
(71, 1, 'publish_page', 'Publish any page'),
(72, 1, 'unlock_page', 'Unlock any page'),
(73, 18, 'add_grouppagepermission', 'Can add group page permission'),
(74, 18, 'change_grouppagepermission', 'Can change group page permission'),
(75, 18, 'delete_grouppagepermission', 'Can delete group page permission'),
(76, 18, 'view_grouppagepermission', 'Can view group page permission'),
(77, 19, 'add_pageviewrestriction', 'Can add page view restriction'),
(78, 19, 'change_pageviewrestriction', 'Can change page view restriction'),
(79, 19, 'delete_pageviewrestriction', 'Can delete page view restriction'),
(80, 19, 'view_pageviewrestriction', 'Can view page view restriction'),
(81, 20, 'add_workflowpage', 'Can add workflow page'),
(82, 20, 'change_workflowpage', 'Can change workflow page'),
(83, 20, 'delete_workflowpage', 'Can delete workflow page'),
(84, 20, 'view_workflowpage', 'Can view workflow page'),
(85, 21, 'add_pagelogentry', 'Can add page log entry'),
(86, 21, 'change_pagelogentry', 'Can change page log entry'),
(87, 21, 'delete_pagelogentry', 'Can delete page log entry'),
(88, 21, 'view_pagelogentry', 'Can view page log entry'),
(89, 22, 'add_comment', 'Can add comment'),
(90, 22, 'change_comment', 'Can change comment'),
(91, 22, 'delete_comment', 'Can delete comment'),
(92, 22, 'view_comment', 'Can view comment'),
(93, 23, 'add_commentreply', 'Can add comment reply'),
(94, 23, 'change_commentreply', 'Can change comment reply'),
(95, 23, 'delete_commentreply', 'Can delete comment reply'),
(96, 23, 'view_commentreply', 'Can view comment reply'),
(97, 24, 'add_pagesubscription', 'Can add page subscription'),
(98, 24, 'change_pagesubscription', 'Can change page subscription'),
(99, 24, 'delete_pagesubscription', 'Can delete page subscription'),
(100, 24, 'view_pagesubscription', 'Can view page subscription'),
(101, 25, 'add_referenceindex', 'Can add reference index'),
(102, 25, 'change_referenceindex', 'Can change reference index'),
(103, 25, 'delete_referenceindex', 'Can delete reference index'),
(104, 25, 'view_referenceindex', 'Can view reference index'),
(105, 27, 'access_admin', 'Can access Wagtail admin'),
(106, 28, 'add_document', 'Can add document'),
(107, 28, 'change_document', 'Can change document'),
(108, 28, 'delete_document', 'Can delete document'),
(109, 28, 'choose_document', 'Can choose document'),
(110, 29, 'add_image', 'Can add image'),
(111, 29, 'change_image', 'Can change image'),
(112, 29, 'delete_image', 'Can delete image'),
(113, 29, 'choose_image', 'Can choose image'),
(114, 30, 'add_job', 'Can add 定时任务'),
(115, 30, 'change_job', 'Can change 定时任务'),
(116, 30, 'delete_job', 'Can delete 定时任务'),
(117, 30, 'view_job', 'Can view 定时任务'),
(118, 31, 'add_head', 'Can add head'),
(119, 31, 'change_head', 'Can change head'),
(120, 31, 'delete_head', 'Can delete head'),
(121, 31, 'view_head', 'Can view head'),
(122, 32, 'add_entry', 'Can add 审计日志'),
(123, 32, 'change_entry', 'Can change 审计日志'),
(124, 32, 'delete_entry', 'Can delete 审计日志'),
(125, 32, 'view_entry', 'Can view 审计日志'),
(126, 33, 'add_calendar', 'Can add 工作日历'),
(127, 33, 'change_calendar', 'Can change 工作日历'),
(128, 33, 'delete_calendar', 'Can delete 工作日历'),
(129, 33, 'view_calendar', 'Can view 工作日历'),
(130, 34, 'add_person', 'Can add 人员'),
(131, 34, 'change_person', 'Can change 人员'),
(132, 34, 'delete_person', 'Can delete 人员'),
(133, 34, 'view_person', 'Can view 人员'),
(134, 35, 'add_unit', 'Can add 机构'),
(135, 35, 'change_unit', 'Can change 机构'),
(136, 35, 'delete_unit', 'Can delete 机构'),
(137, 35, 'view_unit', 'Can view 机构'),
(138, 36, 'add_post', 'Can add 角色'),
(139, 36, 'change_post', 'Can change 角色'),
(140, 36, 'delete_post', 'Can delete 角色'),
(141, 36, 'view_post', 'Can view 角色'),
(142, 37, 'add_formername', 'Can add 曾用名'),
(143, 37, 'change_formername', 'Can change 曾用名'),
(144, 37, 'delete_formername', 'Can delete 曾用名'),
(145, 37, 'view_formername', 'Can view 曾用名'),
(146, 38, 'add_mail', 'Can add 邮件'),
(147, 38, 'change_mail', 'Can change 邮件'),
(148, 38, 'delete_mail', 'Can delete 邮件'),
(149, 38, 'view_mail', 'Can view 邮件'),
(150, 39, 'add_attachment', 'Can add 附件'),
(151, 39, 'change_attachment', 'Can change 附件'),
(152, 39, 'delete_attachment', 'Can delete 附件'),
(153, 39, 'view_attachment', 'Can view 附件'),
(154, 40, 'add_change', 'Can add 变更记录'),
(155, 40, 'change_change', 'Can change 变更记录'),
(156, 40, 'delete_change', 'Can delete 变更记录'),
(157, 40, 'view_change', 'Can view 变更记录'),
(158, 41, 'add_channel', 'Can add 公开渠道'),
(159, 41, 'change_channel', 'Can change 公开渠道'),
(160, 41, 'delete_channel', 'Can delete 公开渠道'),
(161, 41, 'view_channel', 'Can view 公开渠道'),
(162, 42, 'add_delivery', 'Can add 投递'),
(163, 42, 'change_delivery', 'Can change 投递'),
(164, 42, 'delete_delivery', 'Can delete 投递'),
(165, 42, 'view_delivery', 'Can view 投递'),
(166, 43, 'add_ending', 'Can add 废止、失效和修改'),
(167, 43, 'change_ending', 'Can change 废止、失效和修改'),
(168, 43, 'delete_ending', 'Can delete 废止、失效和修改'),
(169, 43, 'view_ending', 'Can view 废止、失效和修改'),
(170, 44, 'add_file', 'Can add 文件'),
(171, 44, 'change_file', 'Can change 文件'),
(172, 44, 'delete_file', 'Can delete 文件'),
(173, 44, 'view_file', 'Can view 文件'),
(174, 45, 'add_finding', 'Can add 发布前检查'),
(175, 45, 'change_finding', 'Can change 发布前检查'),
(176, 45, 'delete_finding', 'Can delete 发布前检查'),
(177, 45, 'view_finding', 'Can view 发布前检查'),
(178, 46, 'add_importjob', 'Can add 导入'),
(179, 46, 'change_importjob', 'Can change 导入'),
(180, 46, 'delete_importjob', 'Can delete 导入'),
(181, 46, 'view_importjob', 'Can view 导入'),
(182, 47, 'add_item', 'Can add 政府信息'),
(183, 47, 'change_item', 'Can change 政府信息'),
(184, 47, 'delete_item', 'Can delete 政府信息'),
(185, 47, 'view_item', 'Can view 政府信息'),
(186, 48, 'add_jointissuer', 'Can add 联合发文机关'),
(187, 48, 'change_jointissuer', 'Can change 联合发文机关'),
(188, 48, 'delete_jointissuer', 'Can delete 联合发文机关'),
(189, 48, 'view_jointissuer', 'Can view 联合发文机关'),
(190, 49, 'add_release', 'Can add 渠道发布'),
(191, 49, 'change_release', 'Can change 渠道发布'),
(192, 49, 'delete_release', 'Can delete 渠道发布'),
(193, 49, 'view_release', 'Can view 渠道发布'),
(194, 26, 'add_reviewtask', 'Can add 审核环节'),
(195, 26, 'change_reviewtask', 'Can change 审核环节'),
(196, 26, 'delete_reviewtask', 'Can delete 审核环节'),
(197, 26, 'view_reviewtask', 'Can view 审核环节'),
(198, 50, 'add_serial', 'Can add serial'),
(199, 50, 'change_serial', 'Can change serial'),
(200, 50, 'delete_serial', 'Can delete serial'),
(201, 50, 'view_serial', 'Can view serial'),
(202, 51, 'add_unitchain', 'Can add 审核程序'),
(203, 51, 'change_unitchain', 'Can change 审核程序'),
(204, 51, 'delete_unitchain', 'Can delete 审核程序'),
(205, 51, 'view_unitchain', 'Can view 审核程序'),
(206, 52, 'add_word', 'Can add 词表'),
(207, 52, 'change_word', 'Can change 词表'),
(208, 52, 'delete_word', 'Can delete 词表'),
(209, 52, 'view_word', 'Can view 词表'),
(210, 53, 'add_views', 'Can add views'),
(211, 53, 'change_views', 'Can change views'),
(212, 53, 'delete_views', 'Can delete views'),
(213, 53, 'view_views', 'Can view views'),
(214, 54, 'add_applicant', 'Can add 申请人'),
(215, 54, 'change_applicant', 'Can change 申请人'),
(216, 54, 'delete_applicant', 'Can delete 申请人'),
(217, 54, 'view_applicant', 'Can view 申请人'),
(218, 55, 'add_case', 'Can add 公开申请'),
(219, 55, 'change_case', 'Can change 公开申请'),
(220, 55, 'delete_case', 'Can delete 公开申请'),
(221, 55, 'view_case', 'Can view 公开申请'),
(222, 56, 'add_casefile', 'Can add 案卷文件'),
(223, 56, 'change_casefile', 'Can change 案卷文件'),
(224, 56, 'delete_casefile', 'Can delete 案卷文件'),
(225, 56, 'view_casefile', 'Can view 案卷文件'),
(226, 57, 'add_consultation', 'Can add 征求意见'),
(227, 57, 'change_consultation', 'Can change 征求意见'),
(228, 57, 'delete_consultation', 'Can delete 征求意见'),
(229, 57, 'view_consultation', 'Can view 征求意见'),
(230, 58, 'add_demand', 'Can add 督办'),
(231, 58, 'change_demand', 'Can change 督办'),
(232, 58, 'delete_demand', 'Can delete 督办'),
(233, 58, 'view_demand', 'Can view 督办'),
(234, 59, 'add_desk', 'Can add 依申请公开设置'),
(235, 59, 'change_desk', 'Can change 依申请公开设置'),
(236, 59, 'delete_desk', 'Can delete 依申请公开设置'),
(237, 59, 'view_desk', 'Can view 依申请公开设置'),
(238, 60, 'add_letter', 'Can add 文书'),
(239, 60, 'change_letter', 'Can change 文书'),
(240, 60, 'delete_letter', 'Can delete 文书'),
(241, 60, 'view_letter', 'Can view 文书'),
(242, 61, 'add_delivery', 'Can add 送达'),
(243, 61, 'change_delivery', 'Can change 送达'),
(244, 61, 'delete_delivery', 'Can delete 送达'),
(245, 61, 'view_delivery', 'Can view 送达'),
(246, 62, 'add_answer', 'Can add 答复'),
(247, 62, 'change_answer', 'Can change 答复'),
(248, 62, 'delete_answer', 'Can delete 答复'),
(249, 62, 'view_answer', 'Can view 答复'),
(250, 63, 'add_lettertext', 'Can add 文书用语'),
(251, 63, 'change_lettertext', 'Can change 文书用语'),
(252, 63, 'delete_lettertext', 'Can delete 文书用语'),
(253, 63, 'view_lettertext', 'Can view 文书用语'),
(254, 64, 'add_logged', 'Can add 公开申请记录'),
(255, 64, 'change_logged', 'Can change 公开申请记录'),
(256, 64, 'delete_logged', 'Can delete 公开申请记录'),
(257, 64, 'view_logged', 'Can view 公开申请记录'),
(258, 65, 'add_note', 'Can add 备注'),
(259, 65, 'change_note', 'Can change 备注'),
(260, 65, 'delete_note', 'Can delete 备注'),
(261, 65, 'view_note', 'Can view 备注'),
(262, 66, 'add_override', 'Can add 放行'),
(263, 66, 'change_override', 'Can change 放行'),
(264, 66, 'delete_override', 'Can delete 放行'),
(265, 66, 'view_override', 'Can view 放行'),
(266, 67, 'add_reminder', 'Can add 催办提醒'),
(267, 67, 'change_reminder', 'Can change 催办提醒'),
(268, 67, 'delete_reminder', 'Can delete 催办提醒'),
(269, 67, 'view_reminder', 'Can view 催办提醒'),
(270, 68, 'add_searchrecord', 'Can add 检索记录'),
(271, 68, 'change_searchrecord', 'Can change 检索记录'),
(272, 68, 'delete_searchrecord', 'Can delete 检索记录'),
(273, 68, 'view_searchrecord', 'Can view 检索记录'),
(274, 69, 'add_serial', 'Can add serial'),
(275, 69, 'change_serial', 'Can change serial'),
(276, 69, 'delete_serial', 'Can delete serial'),
(277, 69, 'view_serial', 'Can view serial'),
(278, 70, 'add_step', 'Can add 办理步骤'),
(279, 70, 'change_step', 'Can change 办理步骤'),
(280, 70, 'delete_step', 'Can delete 办理步骤'),
(281, 70, 'view_step', 'Can view 办理步骤'),
(282, 71, 'add_complaint', 'Can add 投诉举报'),
(283, 71, 'change_complaint', 'Can change 投诉举报'),
(284, 71, 'delete_complaint', 'Can delete 投诉举报'),
(285, 71, 'view_complaint', 'Can view 投诉举报'),
(286, 72, 'add_proceeding', 'Can add 复议和诉讼'),
(287, 72, 'change_proceeding', 'Can change 复议和诉讼'),
(288, 72, 'delete_proceeding', 'Can delete 复议和诉讼'),
(289, 72, 'view_proceeding', 'Can view 复议和诉讼'),
(290, 73, 'add_note', 'Can add 复议诉讼记事'),
(291, 73, 'change_note', 'Can change 复议诉讼记事'),
(292, 73, 'delete_note', 'Can delete 复议诉讼记事'),
(293, 73, 'view_note', 'Can view 复议诉讼记事'),
(294, 74, 'add_decision', 'Can add 决定和裁判'),
(295, 74, 'change_decision', 'Can change 决定和裁判'),
(296, 74, 'delete_decision', 'Can delete 决定和裁判'),
(297, 74, 'view_decision', 'Can view 决定和裁判'),
(298, 75, 'add_remedyfile', 'Can add 复议诉讼文件'),
(299, 75, 'change_remedyfile', 'Can change 复议诉讼文件'),
(300, 75, 'delete_remedyfile', 'Can delete 复议诉讼文件'),
(301, 75, 'view_remedyfile', 'Can view 复议诉讼文件'),
(302, 76, 'add_reminder', 'Can add 复议诉讼投诉催办提醒'),
(303, 76, 'change_reminder', 'Can change 复议诉讼投诉催办提醒'),
(304, 76, 'delete_reminder', 'Can delete 复议诉讼投诉催办提醒'),
(305, 76, 'view_reminder', 'Can view 复议诉讼投诉催办提醒'),
(306, 77, 'add_annualreport', 'Can add 年度报告'),
(307, 77, 'change_annualreport', 'Can change 年度报告'),
(308, 77, 'delete_annualreport', 'Can delete 年度报告'),
(309, 77, 'view_annualreport', 'Can view 年度报告'),
(310, 78, 'add_edition', 'Can add 公布的版本'),
(311, 78, 'change_edition', 'Can change 公布的版本'),
(312, 78, 'delete_edition', 'Can delete 公布的版本'),
(313, 78, 'view_edition', 'Can view 公布的版本'),
(314, 79, 'add_entered', 'Can add 填报的数据'),
(315, 79, 'change_entered', 'Can change 填报的数据'),
(316, 79, 'delete_entered', 'Can delete 填报的数据'),
(317, 79, 'view_entered', 'Can view 填报的数据'),
(318, 80, 'add_figure', 'Can add 数据'),
(319, 80, 'change_figure', 'Can change 数据'),
(320, 80, 'delete_figure', 'Can delete 数据'),
(321, 80, 'view_figure', 'Can view 数据'),
(322, 81, 'add_part', 'Can add 部分'),
(323, 81, 'change_part', 'Can change 部分'),
(324, 81, 'delete_part', 'Can delete 部分'),
(325, 81, 'view_part', 'Can view 部分'),
(326, 82, 'add_parttext', 'Can add 年度报告用语'),
(327, 82, 'change_parttext', 'Can change 年度报告用语'),
(328, 82, 'delete_parttext', 'Can delete 年度报告用语'),
(329, 82, 'view_parttext', 'Can view 年度报告用语'),
(330, 83, 'add_reading', 'Can add 已公布的报告'),
(331, 83, 'change_reading', 'Can change 已公布的报告'),
(332, 83, 'delete_reading', 'Can delete 已公布的报告'),
(333, 83, 'view_reading', 'Can view 已公布的报告'),
(334, 84, 'add_reason', 'Can add 理由'),
(335, 84, 'change_reason', 'Can change 理由'),
(336, 84, 'delete_reason', 'Can delete 理由'),
(337, 84, 'view_reason', 'Can view 理由'),
(338, 85, 'add_remark', 'Can add 意见'),
(339, 85, 'change_remark', 'Can change 意见'),
(340, 85, 'delete_remark', 'Can delete 意见'),
(341, 85, 'view_remark', 'Can view 意见'),
(342, 86, 'add_signature', 'Can add 签署'),
(343, 86, 'change_signature', 'Can change 签署'),
(344, 86, 'delete_signature', 'Can delete 签署'),
(345, 86, 'view_signature', 'Can view 签署'),
(346, 87, 'add_deadline', 'Can add 公布期限'),
(347, 87, 'change_deadline', 'Can change 公布期限'),
(348, 87, 'delete_deadline', 'Can delete 公布期限'),
(349, 87, 'view_deadline', 'Can view 公布期限'),
(350, 88, 'add_localday', 'Can add 本地规定的日期'),
(351, 88, 'change_localday', 'Can change 本地规定的日期'),
(352, 88, 'delete_localday', 'Can delete 本地规定的日期'),
(353, 88, 'view_localday', 'Can view 本地规定的日期'),
(354, 89, 'add_reminder', 'Can add 年度报告提醒'),
(355, 89, 'change_reminder', 'Can change 年度报告提醒'),
(356, 89, 'delete_reminder', 'Can delete 年度报告提醒'),
(357, 89, 'view_reminder', 'Can view 年度报告提醒'),
(358, 90, 'add_token', 'Can add 接口令牌'),
(359, 90, 'change_token', 'Can change 接口令牌'),
(360, 90, 'delete_token', 'Can delete 接口令牌'),
(361, 90, 'view_token', 'Can view 接口令牌'),
(362, 47, 'publish_item', 'Can publish 政府信息'),
(363, 47, 'lock_item', 'Can lock 政府信息'),
(364, 47, 'unlock_item', 'Can unlock 政府信息'),
(365, 91, 'add_userprofile', 'Can add user profile'),
(366, 91, 'change_userprofile', 'Can change user profile'),
(367, 91, 'delete_userprofile', 'Can delete user profile'),
(368, 91, 'view_userprofile', 'Can view user profile'),
(369, 28, 'view_document', 'Can view document'),
(370, 29, 'view_image', 'Can view image'),
(371, 92, 'add_rendition', 'Can add rendition'),
(372, 92, 'change_rendition', 'Can change rendition'),
(373, 92, 'delete_rendition', 'Can delete rendition'),
(374, 92, 'view_rendition', 'Can view rendition'),
(375, 93, 'add_editingsession', 'Can add editing session'),
(376, 93, 'change_editingsession', 'Can change editing session'),
(377, 93, 'delete_editingsession', 'Can delete editing session'),
(378, 93, 'view_editingsession', 'Can view editing session'),
(379, 94, 'add_formstate', 'Can add form state'),
(380, 94, 'change_formstate', 'Can change form state'),
(381, 94, 'delete_formstate', 'Can delete form state'),
(382, 94, 'view_formstate', 'Can view form state'),
(383, 95, 'add_tag', 'Can add tag'),
(384, 95, 'change_tag', 'Can change tag'),
(385, 95, 'delete_tag', 'Can delete tag'),
(386, 95, 'view_tag', 'Can view tag'),
(387, 96, 'add_taggeditem', 'Can add tagged item'),
(388, 96, 'change_taggeditem', 'Can change tagged item'),
(389, 96, 'delete_taggeditem', 'Can delete tagged item'),
(390, 96, 'view_taggeditem', 'Can view tagged item'),
(391, 97, 'add_dbtaskresult', 'Can add Task Result'),
(392, 97, 'change_dbtaskresult', 'Can change Task Result'),
(393, 97, 'delete_dbtaskresult', 'Can delete Task Result'),
(394, 97, 'view_dbtaskresult', 'Can view Task Result'),
(395, 98, 'add_accessattempt', 'Can add access attempt'),
(396, 98, 'change_accessattempt', 'Can change access attempt'),
(397, 98, 'delete_accessattempt', 'Can delete access attempt'),
(398, 98, 'view_accessattempt', 'Can view access attempt'),
(399, 99, 'add_accesslog', 'Can add access log'),
(400, 99, 'change_accesslog', 'Can change access log'),
(401, 99, 'delete_accesslog', 'Can delete access log'),
(402, 99, 'view_accesslog', 'Can view access log'),
(403, 100, 'add_accessfailurelog', 'Can add access failure'),
(404, 100, 'change_accessfailurelog', 'Can change access failure'),
(405, 100, 'delete_accessfailurelog', 'Can delete access failure'),
(406, 100, 'view_accessfailurelog', 'Can view access failure'),
(407, 101, 'add_accessattemptexpiration', 'Can add access attempt expiration'),
(408, 101, 'change_accessattemptexpiration', 'Can change access attempt expiration'),
(409, 101, 'delete_accessattemptexpiration', 'Can delete access attempt expiration'),
(410, 101, 'view_accessattemptexpiration', 'Can view access attempt expiration'),
(411, 102, 'add_permission', 'Can add permission'),
(412, 102, 'change_permission', 'Can change permission'),
(413, 102, 'delete_permission', 'Can delete permission'),
(414, 102, 'view_permission', 'Can view permission'),
(415, 103, 'add_group', 'Can add group'),
(416, 103, 'change_group', 'Can change group'),
(417, 103, 'delete_group', 'Can delete group'),
(418, 103, 'view_group', 'Can view group'),
(419, 104, 'add_contenttype', 'Can add content type'),
(420, 104, 'change_contenttype', 'Can change content type'),
(421, 104, 'delete_contenttype', 'Can delete content type'),
(422, 104, 'view_contenttype', 'Can view content type'),
(423, 105, 'add_session', 'Can add session'),
(424, 105, 'change_session', 'Can change session'),
(425, 105, 'delete_session', 'Can delete session'),
(426, 105, 'view_session', 'Can view session');
INSERT INTO "django_content_type" VALUES
(1, 'wagtailcore', 'page'),
(2, 'wagtailcore', 'groupapprovaltask'),
(3, 'wagtailcore', 'locale'),
(4, 'wagtailcore', 'site'),
(5, 'wagtailcore', 'groupsitepermission'),
(6, 'wagtailcore', 'modellogentry'),
(7, 'wagtailcore', 'revision'),
(8, 'wagtailcore', 'collectionviewrestriction'),
(9, 'wagtailcore', 'collection'),
(10, 'wagtailcore', 'groupcollectionpermission'),
(11, 'wagtailcore', 'uploadedfile'),
(12, 'wagtailcore', 'workflowcontenttype'),
(13, 'wagtailcore', 'workflowstate'),
(14, 'wagtailcore', 'workflow'),
(15, 'wagtailcore', 'workflowtask'),
(16, 'wagtailcore', 'task'),
(17, 'wagtailcore', 'taskstate'),
(18, 'wagtailcore', 'grouppagepermission'),
(19, 'wagtailcore', 'pageviewrestriction'),
(20, 'wagtailcore', 'workflowpage'),
(21, 'wagtailcore', 'pagelogentry'),
(22, 'wagtailcore', 'comment'),
(23, 'wagtailcore', 'commentreply'),
(24, 'wagtailcore', 'pagesubscription'),
(25, 'wagtailcore', 'referenceindex'),
(26, 'publishing', 'reviewtask'),
(27, 'wagtailadmin', 'admin'),
(28, 'wagtaildocs', 'document'),
(29, 'wagtailimages', 'image'),
(30, 'operation', 'job'),
(31, 'audit', 'head'),
(32, 'audit', 'entry'),
(33, 'units', 'calendar'),
(34, 'units', 'person'),
(35, 'units', 'unit'),
(36, 'units', 'post'),
(37, 'units', 'formername'),
(38, 'units', 'mail'),
(39, 'publishing', 'attachment'),
(40, 'publishing', 'change'),
(41, 'publishing', 'channel'),
(42, 'publishing', 'delivery'),
(43, 'publishing', 'ending'),
(44, 'publishing', 'file'),
(45, 'publishing', 'finding'),
(46, 'publishing', 'importjob'),
(47, 'publishing', 'item'),
(48, 'publishing', 'jointissuer'),
(49, 'publishing', 'release'),
(50, 'publishing', 'serial'),
(51, 'publishing', 'unitchain'),
(52, 'publishing', 'word'),
(53, 'publishing', 'views'),
(54, 'casework', 'applicant'),
(55, 'casework', 'case'),
(56, 'casework', 'casefile'),
(57, 'casework', 'consultation'),
(58, 'casework', 'demand'),
(59, 'casework', 'desk'),
(60, 'casework', 'letter'),
(61, 'casework', 'delivery'),
(62, 'casework', 'answer'),
(63, 'casework', 'lettertext'),
(64, 'casework', 'logged'),
(65, 'casework', 'note'),
(66, 'casework', 'override'),
(67, 'casework', 'reminder'),
(68, 'casework', 'searchrecord'),
(69, 'casework', 'serial'),
(70, 'casework', 'step'),
(71, 'remedies', 'complaint'),
(72, 'remedies', 'proceeding'),
(73, 'remedies', 'note'),
(74, 'remedies', 'decision'),
(75, 'remedies', 'remedyfile'),
(76, 'remedies', 'reminder'),
(77, 'annual', 'annualreport'),
(78, 'annual', 'edition'),
(79, 'annual', 'entered'),
(80, 'annual', 'figure'),
(81, 'annual', 'part'),
(82, 'annual', 'parttext'),
(83, 'annual', 'reading'),
(84, 'annual', 'reason'),
(85, 'annual', 'remark'),
(86, 'annual', 'signature'),
(87, 'annual', 'deadline'),
(88, 'annual', 'localday'),
(89, 'annual', 'reminder'),
(90, 'api', 'token'),
(91, 'wagtailusers', 'userprofile'),
(92, 'wagtailimages', 'rendition'),
(93, 'wagtailadmin', 'editingsession'),
(94, 'wagtailadmin', 'formstate'),
(95, 'taggit', 'tag'),
(96, 'taggit', 'taggeditem'),
(97, 'django_tasks_database', 'dbtaskresult'),
(98, 'axes', 'accessattempt'),
(99, 'axes', 'accesslog'),
(100, 'axes', 'accessfailurelog'),
(101, 'axes', 'accessattemptexpiration'),
(102, 'auth', 'permission'),
(103, 'auth', 'group'),
(104, 'contenttypes', 'contenttype'),
(105, 'sessions', 'session');
INSERT INTO "django_migrations" VALUES
(1, 'contenttypes', '0001_initial', '2000-01-01 00:00:00'),
(2, 'contenttypes', '0002_remove_content_type_name', '2000-01-01 00:00:00'),
(3, 'auth', '0001_initial', '2000-01-01 00:00:00'),
(4, 'auth', '0002_alter_permission_name_max_length', '2000-01-01 00:00:00'),
(5, 'auth', '0003_alter_user_email_max_length', '2000-01-01 00:00:00'),
(6, 'auth', '0004_alter_user_username_opts', '2000-01-01 00:00:00'),
(7, 'auth', '0005_alter_user_last_login_null', '2000-01-01 00:00:00'),
(8, 'auth', '0006_require_contenttypes_0002', '2000-01-01 00:00:00'),
(9, 'auth', '0007_alter_validators_add_error_messages', '2000-01-01 00:00:00'),
(10, 'auth', '0008_alter_user_username_max_length', '2000-01-01 00:00:00'),
(11, 'auth', '0009_alter_user_last_name_max_length', '2000-01-01 00:00:00'),
(12, 'auth', '0010_alter_group_name_max_length', '2000-01-01 00:00:00'),
(13, 'auth', '0011_update_proxy_permissions', '2000-01-01 00:00:00'),
(14, 'auth', '0012_alter_user_first_name_max_length', '2000-01-01 00:00:00'),
(15, 'units', '0001_initial', '2000-01-01 00:00:00'),
(16, 'units', '0002_mail', '2000-01-01 00:00:00'),
(17, 'units', '0003_office_head', '2000-01-01 00:00:00'),
(18, 'wagtailcore', '0001_initial', '2000-01-01 00:00:00'),
(19, 'wagtailcore', '0002_initial_data', '2000-01-01 00:00:00'),
(20, 'wagtailcore', '0003_add_uniqueness_constraint_on_group_page_permission', '2000-01-01 00:00:00'),
(21, 'wagtailcore', '0004_page_locked', '2000-01-01 00:00:00'),
(22, 'wagtailcore', '0005_add_page_lock_permission_to_moderators', '2000-01-01 00:00:00'),
(23, 'wagtailcore', '0006_add_lock_page_permission', '2000-01-01 00:00:00'),
(24, 'wagtailcore', '0007_page_latest_revision_created_at', '2000-01-01 00:00:00'),
(25, 'wagtailcore', '0008_populate_latest_revision_created_at', '2000-01-01 00:00:00'),
(26, 'wagtailcore', '0009_remove_auto_now_add_from_pagerevision_created_at', '2000-01-01 00:00:00'),
(27, 'wagtailcore', '0010_change_page_owner_to_null_on_delete', '2000-01-01 00:00:00'),
(28, 'wagtailcore', '0011_page_first_published_at', '2000-01-01 00:00:00'),
(29, 'wagtailcore', '0012_extend_page_slug_field', '2000-01-01 00:00:00'),
(30, 'wagtailcore', '0013_update_golive_expire_help_text', '2000-01-01 00:00:00'),
(31, 'wagtailcore', '0014_add_verbose_name', '2000-01-01 00:00:00'),
(32, 'wagtailcore', '0015_add_more_verbose_names', '2000-01-01 00:00:00'),
(33, 'wagtailcore', '0016_change_page_url_path_to_text_field', '2000-01-01 00:00:00'),
(34, 'wagtailcore', '0017_change_edit_page_permission_description', '2000-01-01 00:00:00'),
(35, 'wagtailcore', '0018_pagerevision_submitted_for_moderation_index', '2000-01-01 00:00:00'),
(36, 'wagtailcore', '0019_verbose_names_cleanup', '2000-01-01 00:00:00'),
(37, 'wagtailcore', '0020_add_index_on_page_first_published_at', '2000-01-01 00:00:00'),
(38, 'wagtailcore', '0021_capitalizeverbose', '2000-01-01 00:00:00'),
(39, 'wagtailcore', '0022_add_site_name', '2000-01-01 00:00:00'),
(40, 'wagtailcore', '0023_alter_page_revision_on_delete_behaviour', '2000-01-01 00:00:00'),
(41, 'wagtailcore', '0024_collection', '2000-01-01 00:00:00'),
(42, 'wagtailcore', '0025_collection_initial_data', '2000-01-01 00:00:00'),
(43, 'wagtailcore', '0026_group_collection_permission', '2000-01-01 00:00:00'),
(44, 'wagtailcore', '0027_fix_collection_path_collation', '2000-01-01 00:00:00'),
(45, 'wagtailcore', '0024_alter_page_content_type_on_delete_behaviour', '2000-01-01 00:00:00'),
(46, 'wagtailcore', '0028_merge', '2000-01-01 00:00:00'),
(47, 'wagtailcore', '0029_unicode_slugfield_dj19', '2000-01-01 00:00:00'),
(48, 'wagtailcore', '0030_index_on_pagerevision_created_at', '2000-01-01 00:00:00'),
(49, 'wagtailcore', '0031_add_page_view_restriction_types', '2000-01-01 00:00:00'),
(50, 'wagtailcore', '0032_add_bulk_delete_page_permission', '2000-01-01 00:00:00'),
(51, 'wagtailcore', '0033_remove_golive_expiry_help_text', '2000-01-01 00:00:00'),
(52, 'wagtailcore', '0034_page_live_revision', '2000-01-01 00:00:00'),
(53, 'wagtailcore', '0035_page_last_published_at', '2000-01-01 00:00:00'),
(54, 'wagtailcore', '0036_populate_page_last_published_at', '2000-01-01 00:00:00'),
(55, 'wagtailcore', '0037_set_page_owner_editable', '2000-01-01 00:00:00'),
(56, 'wagtailcore', '0038_make_first_published_at_editable', '2000-01-01 00:00:00'),
(57, 'wagtailcore', '0039_collectionviewrestriction', '2000-01-01 00:00:00'),
(58, 'wagtailcore', '0040_page_draft_title', '2000-01-01 00:00:00'),
(59, 'wagtailcore', '0041_group_collection_permissions_verbose_name_plural', '2000-01-01 00:00:00'),
(60, 'wagtailcore', '0042_index_on_pagerevision_approved_go_live_at', '2000-01-01 00:00:00'),
(61, 'wagtailcore', '0043_lock_fields', '2000-01-01 00:00:00'),
(62, 'wagtailcore', '0044_add_unlock_grouppagepermission', '2000-01-01 00:00:00'),
(63, 'wagtailcore', '0045_assign_unlock_grouppagepermission', '2000-01-01 00:00:00'),
(64, 'wagtailcore', '0046_site_name_remove_null', '2000-01-01 00:00:00'),
(65, 'wagtailcore', '0047_add_workflow_models', '2000-01-01 00:00:00'),
(66, 'wagtailcore', '0048_add_default_workflows', '2000-01-01 00:00:00'),
(67, 'wagtailcore', '0049_taskstate_finished_by', '2000-01-01 00:00:00'),
(68, 'wagtailcore', '0050_workflow_rejected_to_needs_changes', '2000-01-01 00:00:00'),
(69, 'wagtailcore', '0051_taskstate_comment', '2000-01-01 00:00:00'),
(70, 'wagtailcore', '0052_pagelogentry', '2000-01-01 00:00:00'),
(71, 'wagtailcore', '0053_locale_model', '2000-01-01 00:00:00'),
(72, 'wagtailcore', '0054_initial_locale', '2000-01-01 00:00:00'),
(73, 'wagtailcore', '0055_page_locale_fields', '2000-01-01 00:00:00'),
(74, 'wagtailcore', '0056_page_locale_fields_populate', '2000-01-01 00:00:00'),
(75, 'wagtailcore', '0057_page_locale_fields_notnull', '2000-01-01 00:00:00'),
(76, 'wagtailcore', '0058_page_alias_of', '2000-01-01 00:00:00'),
(77, 'wagtailcore', '0059_apply_collection_ordering', '2000-01-01 00:00:00'),
(78, 'wagtailcore', '0060_fix_workflow_unique_constraint', '2000-01-01 00:00:00'),
(79, 'wagtailcore', '0061_change_promote_tab_helpt_text_and_verbose_names', '2000-01-01 00:00:00'),
(80, 'wagtailcore', '0062_comment_models_and_pagesubscription', '2000-01-01 00:00:00'),
(81, 'wagtailcore', '0063_modellogentry', '2000-01-01 00:00:00'),
(82, 'wagtailcore', '0064_log_timestamp_indexes', '2000-01-01 00:00:00'),
(83, 'wagtailcore', '0065_log_entry_uuid', '2000-01-01 00:00:00'),
(84, 'wagtailcore', '0066_collection_management_permissions', '2000-01-01 00:00:00'),
(85, 'wagtailcore', '0067_alter_pagerevision_content_json', '2000-01-01 00:00:00'),
(86, 'wagtailcore', '0068_log_entry_empty_object', '2000-01-01 00:00:00'),
(87, 'wagtailcore', '0069_log_entry_jsonfield', '2000-01-01 00:00:00'),
(88, 'wagtailcore', '0070_rename_pagerevision_revision', '2000-01-01 00:00:00'),
(89, 'wagtailcore', '0071_populate_revision_content_type', '2000-01-01 00:00:00'),
(90, 'wagtailcore', '0072_alter_revision_content_type_notnull', '2000-01-01 00:00:00'),
(91, 'wagtailcore', '0073_page_latest_revision', '2000-01-01 00:00:00'),
(92, 'wagtailcore', '0074_revision_object_str', '2000-01-01 00:00:00'),
(93, 'wagtailcore', '0075_populate_latest_revision_and_revision_object_str', '2000-01-01 00:00:00'),
(94, 'wagtailcore', '0076_modellogentry_revision', '2000-01-01 00:00:00'),
(95, 'wagtailcore', '0077_alter_revision_user', '2000-01-01 00:00:00'),
(96, 'wagtailcore', '0078_referenceindex', '2000-01-01 00:00:00'),
(97, 'wagtailcore', '0079_rename_taskstate_page_revision', '2000-01-01 00:00:00'),
(98, 'wagtailcore', '0080_generic_workflowstate', '2000-01-01 00:00:00'),
(99, 'wagtailcore', '0081_populate_workflowstate_content_type', '2000-01-01 00:00:00'),
(100, 'wagtailcore', '0082_alter_workflowstate_content_type_notnull', '2000-01-01 00:00:00'),
(101, 'wagtailcore', '0083_workflowcontenttype', '2000-01-01 00:00:00'),
(102, 'wagtailcore', '0084_add_default_page_permissions', '2000-01-01 00:00:00'),
(103, 'wagtailcore', '0085_add_grouppagepermission_permission', '2000-01-01 00:00:00'),
(104, 'wagtailcore', '0086_populate_grouppagepermission_permission', '2000-01-01 00:00:00'),
(105, 'wagtailcore', '0087_alter_grouppagepermission_unique_together_and_more', '2000-01-01 00:00:00'),
(106, 'wagtailcore', '0088_fix_log_entry_json_timestamps', '2000-01-01 00:00:00'),
(107, 'wagtailcore', '0089_log_entry_data_json_null_to_object', '2000-01-01 00:00:00'),
(108, 'wagtailcore', '0090_remove_grouppagepermission_permission_type', '2000-01-01 00:00:00'),
(109, 'wagtailcore', '0091_remove_revision_submitted_for_moderation', '2000-01-01 00:00:00'),
(110, 'wagtailcore', '0092_alter_collectionviewrestriction_password_and_more', '2000-01-01 00:00:00'),
(111, 'wagtailcore', '0093_uploadedfile', '2000-01-01 00:00:00'),
(112, 'wagtailcore', '0094_alter_page_locale', '2000-01-01 00:00:00'),
(113, 'wagtailcore', '0095_groupsitepermission', '2000-01-01 00:00:00'),
(114, 'wagtailcore', '0096_referenceindex_referenceindex_source_object_and_more', '2000-01-01 00:00:00'),
(115, 'wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes', '2000-01-01 00:00:00'),
(116, 'publishing', '0001_initial', '2000-01-01 00:00:00'),
(117, 'publishing', '0002_initial', '2000-01-01 00:00:00'),
(118, 'publishing', '0003_review_chains', '2000-01-01 00:00:00'),
(119, 'publishing', '0004_search_index', '2000-01-01 00:00:00'),
(120, 'publishing', '0005_imports_and_changes', '2000-01-01 00:00:00'),
(121, 'publishing', '0006_settled_deliveries', '2000-01-01 00:00:00'),
(122, 'publishing', '0007_draft_without_date', '2000-01-01 00:00:00'),
(123, 'publishing', '0008_public_indexes', '2000-01-01 00:00:00'),
(124, 'annual', '0001_initial', '2000-01-01 00:00:00'),
(125, 'annual', '0002_days', '2000-01-01 00:00:00'),
(126, 'annual', '0003_fixed_words', '2000-01-01 00:00:00'),
(127, 'api', '0001_token', '2000-01-01 00:00:00'),
(128, 'audit', '0001_initial', '2000-01-01 00:00:00'),
(129, 'axes', '0001_initial', '2000-01-01 00:00:00'),
(130, 'axes', '0002_auto_20151217_2044', '2000-01-01 00:00:00'),
(131, 'axes', '0003_auto_20160322_0929', '2000-01-01 00:00:00'),
(132, 'axes', '0004_auto_20181024_1538', '2000-01-01 00:00:00'),
(133, 'axes', '0005_remove_accessattempt_trusted', '2000-01-01 00:00:00'),
(134, 'axes', '0006_remove_accesslog_trusted', '2000-01-01 00:00:00'),
(135, 'axes', '0007_alter_accessattempt_unique_together', '2000-01-01 00:00:00'),
(136, 'axes', '0008_accessfailurelog', '2000-01-01 00:00:00'),
(137, 'axes', '0009_add_session_hash', '2000-01-01 00:00:00'),
(138, 'axes', '0010_accessattemptexpiration', '2000-01-01 00:00:00'),
(139, 'casework', '0001_initial', '2000-01-01 00:00:00'),
(140, 'casework', '0002_desk_review_body', '2000-01-01 00:00:00'),
(141, 'casework', '0003_letter_kinds', '2000-01-01 00:00:00'),
(142, 'casework', '0004_reminder_label', '2000-01-01 00:00:00'),
(143, 'casework', '0005_deliveries', '2000-01-01 00:00:00'),
(144, 'casework', '0006_agents', '2000-01-01 00:00:00'),
(145, 'casework', '0007_complaint_days', '2000-01-01 00:00:00'),
(146, 'casework', '0008_corrections_of_records', '2000-01-01 00:00:00'),
(147, 'django_tasks_database', '0001_initial', '2000-01-01 00:00:00'),
(148, 'django_tasks_database', '0002_alter_dbtaskresult_options', '2000-01-01 00:00:00'),
(149, 'django_tasks_database', '0003_dbtaskresult_enqueued_at_dbtaskresult_finished_at', '2000-01-01 00:00:00'),
(150, 'django_tasks_database', '0004_dbtaskresult_started_at', '2000-01-01 00:00:00'),
(151, 'django_tasks_database', '0005_alter_dbtaskresult_priority_and_more', '2000-01-01 00:00:00'),
(152, 'django_tasks_database', '0006_alter_dbtaskresult_args_kwargs_and_more', '2000-01-01 00:00:00'),
(153, 'django_tasks_database', '0007_add_separate_results_fields', '2000-01-01 00:00:00'),
(154, 'django_tasks_database', '0008_separate_results_field', '2000-01-01 00:00:00'),
(155, 'django_tasks_database', '0009_remove_results_field', '2000-01-01 00:00:00'),
(156, 'django_tasks_database', '0010_alter_dbtaskresult_status', '2000-01-01 00:00:00'),
(157, 'django_tasks_database', '0011_rename_complete_status', '2000-01-01 00:00:00'),
(158, 'django_tasks_database', '0012_add_separate_exception_fields', '2000-01-01 00:00:00'),
(159, 'django_tasks_database', '0013_separate_exception_fields', '2000-01-01 00:00:00'),
(160, 'django_tasks_database', '0014_remove_dbtaskresult_exception_data', '2000-01-01 00:00:00'),
(161, 'django_tasks_database', '0015_correctly_order_run_after', '2000-01-01 00:00:00'),
(162, 'django_tasks_database', '0016_remove_dbtaskresult_django_task_new_ordering_idx_and_more', '2000-01-01 00:00:00'),
(163, 'django_tasks_database', '0017_dbtaskresult_metadata', '2000-01-01 00:00:00'),
(164, 'django_tasks_database', '0018_rename_succeeded_status', '2000-01-01 00:00:00'),
(165, 'django_tasks_database', '0019_rename_django_task_new_ordering_idx_tasks_db_new_ordering_idx_and_more', '2000-01-01 00:00:00'),
(166, 'django_tasks_database', '0020_update_db_task_result_ordering', '2000-01-01 00:00:00'),
(167, 'django_tasks_database', '0021_conditional_partial_index_ordering', '2000-01-01 00:00:00'),
(168, 'operation', '0001_initial', '2000-01-01 00:00:00'),
(169, 'remedies', '0001_initial', '2000-01-01 00:00:00'),
(170, 'remedies', '0002_reminder', '2000-01-01 00:00:00'),
(171, 'remedies', '0003_retrial', '2000-01-01 00:00:00'),
(172, 'remedies', '0004_desk_of_complaints', '2000-01-01 00:00:00'),
(173, 'remedies', '0005_appeal_due', '2000-01-01 00:00:00'),
(174, 'sessions', '0001_initial', '2000-01-01 00:00:00'),
(175, 'taggit', '0001_initial', '2000-01-01 00:00:00'),
(176, 'taggit', '0002_auto_20150616_2121', '2000-01-01 00:00:00'),
(177, 'taggit', '0003_taggeditem_add_unique_index', '2000-01-01 00:00:00'),
(178, 'taggit', '0004_alter_taggeditem_content_type_alter_taggeditem_tag', '2000-01-01 00:00:00'),
(179, 'taggit', '0005_auto_20220424_2025', '2000-01-01 00:00:00'),
(180, 'taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx', '2000-01-01 00:00:00'),
(181, 'units', '0004_successor', '2000-01-01 00:00:00'),
(182, 'wagtailadmin', '0001_create_admin_access_permissions', '2000-01-01 00:00:00'),
(183, 'wagtailadmin', '0002_admin', '2000-01-01 00:00:00'),
(184, 'wagtailadmin', '0003_admin_managed', '2000-01-01 00:00:00'),
(185, 'wagtailadmin', '0004_editingsession', '2000-01-01 00:00:00'),
(186, 'wagtailadmin', '0005_editingsession_is_editing', '2000-01-01 00:00:00'),
(187, 'wagtailadmin', '0006_formstate', '2000-01-01 00:00:00'),
(188, 'wagtaildocs', '0001_initial', '2000-01-01 00:00:00'),
(189, 'wagtaildocs', '0002_initial_data', '2000-01-01 00:00:00'),
(190, 'wagtaildocs', '0003_add_verbose_names', '2000-01-01 00:00:00'),
(191, 'wagtaildocs', '0004_capitalizeverbose', '2000-01-01 00:00:00'),
(192, 'wagtaildocs', '0005_document_collection', '2000-01-01 00:00:00'),
(193, 'wagtaildocs', '0006_copy_document_permissions_to_collections', '2000-01-01 00:00:00'),
(194, 'wagtaildocs', '0005_alter_uploaded_by_user_on_delete_action', '2000-01-01 00:00:00'),
(195, 'wagtaildocs', '0007_merge', '2000-01-01 00:00:00'),
(196, 'wagtaildocs', '0008_document_file_size', '2000-01-01 00:00:00'),
(197, 'wagtaildocs', '0009_document_verbose_name_plural', '2000-01-01 00:00:00'),
(198, 'wagtaildocs', '0010_document_file_hash', '2000-01-01 00:00:00'),
(199, 'wagtaildocs', '0011_add_choose_permissions', '2000-01-01 00:00:00'),
(200, 'wagtaildocs', '0012_uploadeddocument', '2000-01-01 00:00:00'),
(201, 'wagtaildocs', '0013_delete_uploadeddocument', '2000-01-01 00:00:00'),
(202, 'wagtaildocs', '0014_alter_document_file_size', '2000-01-01 00:00:00'),
(203, 'wagtailimages', '0001_initial', '2000-01-01 00:00:00'),
(204, 'wagtailimages', '0002_initial_data', '2000-01-01 00:00:00'),
(205, 'wagtailimages', '0003_fix_focal_point_fields', '2000-01-01 00:00:00'),
(206, 'wagtailimages', '0004_make_focal_point_key_not_nullable', '2000-01-01 00:00:00'),
(207, 'wagtailimages', '0005_make_filter_spec_unique', '2000-01-01 00:00:00'),
(208, 'wagtailimages', '0006_add_verbose_names', '2000-01-01 00:00:00'),
(209, 'wagtailimages', '0007_image_file_size', '2000-01-01 00:00:00'),
(210, 'wagtailimages', '0008_image_created_at_index', '2000-01-01 00:00:00'),
(211, 'wagtailimages', '0009_capitalizeverbose', '2000-01-01 00:00:00'),
(212, 'wagtailimages', '0010_change_on_delete_behaviour', '2000-01-01 00:00:00'),
(213, 'wagtailimages', '0011_image_collection', '2000-01-01 00:00:00'),
(214, 'wagtailimages', '0012_copy_image_permissions_to_collections', '2000-01-01 00:00:00'),
(215, 'wagtailimages', '0013_make_rendition_upload_callable', '2000-01-01 00:00:00'),
(216, 'wagtailimages', '0014_add_filter_spec_field', '2000-01-01 00:00:00'),
(217, 'wagtailimages', '0015_fill_filter_spec_field', '2000-01-01 00:00:00'),
(218, 'wagtailimages', '0016_deprecate_rendition_filter_relation', '2000-01-01 00:00:00'),
(219, 'wagtailimages', '0017_reduce_focal_point_key_max_length', '2000-01-01 00:00:00'),
(220, 'wagtailimages', '0018_remove_rendition_filter', '2000-01-01 00:00:00'),
(221, 'wagtailimages', '0019_delete_filter', '2000-01-01 00:00:00'),
(222, 'wagtailimages', '0020_add-verbose-name', '2000-01-01 00:00:00'),
(223, 'wagtailimages', '0021_image_file_hash', '2000-01-01 00:00:00'),
(224, 'wagtailimages', '0022_uploadedimage', '2000-01-01 00:00:00'),
(225, 'wagtailimages', '0023_add_choose_permissions', '2000-01-01 00:00:00'),
(226, 'wagtailimages', '0024_index_image_file_hash', '2000-01-01 00:00:00'),
(227, 'wagtailimages', '0025_alter_image_file_alter_rendition_file', '2000-01-01 00:00:00'),
(228, 'wagtailimages', '0026_delete_uploadedimage', '2000-01-01 00:00:00'),
(229, 'wagtailimages', '0027_image_description', '2000-01-01 00:00:00'),
(230, 'wagtailusers', '0001_initial', '2000-01-01 00:00:00'),
(231, 'wagtailusers', '0002_add_verbose_name_on_userprofile', '2000-01-01 00:00:00'),
(232, 'wagtailusers', '0003_add_verbose_names', '2000-01-01 00:00:00'),
(233, 'wagtailusers', '0004_capitalizeverbose', '2000-01-01 00:00:00'),
(234, 'wagtailusers', '0005_make_related_name_wagtail_specific', '2000-01-01 00:00:00'),
(235, 'wagtailusers', '0006_userprofile_prefered_language', '2000-01-01 00:00:00'),
(236, 'wagtailusers', '0007_userprofile_current_time_zone', '2000-01-01 00:00:00'),
(237, 'wagtailusers', '0008_userprofile_avatar', '2000-01-01 00:00:00'),
(238, 'wagtailusers', '0009_userprofile_verbose_name_plural', '2000-01-01 00:00:00'),
(239, 'wagtailusers', '0010_userprofile_updated_comments_notifications', '2000-01-01 00:00:00'),
(240, 'wagtailusers', '0011_userprofile_dismissibles', '2000-01-01 00:00:00'),
(241, 'wagtailusers', '0012_userprofile_theme', '2000-01-01 00:00:00'),
(242, 'wagtailusers', '0013_userprofile_density', '2000-01-01 00:00:00'),
(243, 'wagtailusers', '0014_userprofile_contrast', '2000-01-01 00:00:00'),
(244, 'wagtailusers', '0015_userprofile_keyboard_shortcuts', '2000-01-01 00:00:00'),
(245, 'wagtailimages', '0001_squashed_0021', '2000-01-01 00:00:00'),
(246, 'wagtailcore', '0001_squashed_0016_change_page_url_path_to_text_field', '2000-01-01 00:00:00');
INSERT INTO "publishing_reviewtask" VALUES
(2, 'first'),
(3, 'second'),
(4, 'secrecy'),
(5, 'final');
INSERT INTO "wagtailcore_collection" VALUES
(1, '0001', 1, 0, 'Root');
INSERT INTO "wagtailcore_groupapprovaltask" VALUES
(1);
INSERT INTO "wagtailcore_groupapprovaltask_groups" VALUES
(1, 1, 1);
INSERT INTO "wagtailcore_groupcollectionpermission" VALUES
(1, 1, 2, 106),
(2, 1, 1, 106),
(3, 1, 2, 107),
(4, 1, 1, 107),
(5, 1, 2, 109),
(6, 1, 1, 109),
(7, 1, 2, 110),
(8, 1, 1, 110),
(9, 1, 2, 111),
(10, 1, 1, 111),
(11, 1, 2, 113),
(12, 1, 1, 113);
INSERT INTO "wagtailcore_grouppagepermission" VALUES
(1, 1, 1, 65),
(2, 1, 1, 66),
(3, 1, 1, 71),
(4, 2, 1, 65),
(5, 2, 1, 66),
(6, 1, 1, 70),
(7, 1, 1, 72);
INSERT INTO "wagtailcore_locale" VALUES
(1, 'zh-hans');
INSERT INTO "wagtailcore_page" VALUES
(1, '0001', 1, 1, 'Root', 'root', 1, 0, '/', '', 0, '', NULL, NULL, 0, 1, NULL, 0, NULL, NULL, NULL, NULL, 'Root', NULL, NULL, 1, '199acf36d7335a8381d72f5e97cf4f38', NULL, NULL),
(2, '00010001', 2, 0, 'Welcome to your new Wagtail site!', 'home', 1, 0, '/home/', '', 0, '', NULL, NULL, 0, 1, NULL, 0, NULL, NULL, NULL, NULL, 'Welcome to your new Wagtail site!', NULL, NULL, 1, 'f3972cf123eb569a9a9e6f76f2c2e4c3', NULL, NULL);
INSERT INTO "wagtailcore_site" VALUES
(1, 'localhost', 80, 1, 2, '');
INSERT INTO "wagtailcore_task" VALUES
(1, 'Moderators approval', 1, 2),
(2, '初审', 1, 26),
(3, '复审', 1, 26),
(4, '保密审查', 1, 26),
(5, '终审', 1, 26);
INSERT INTO "wagtailcore_workflow" VALUES
(1, 'Moderators approval', 1),
(2, '三审', 1),
(3, '二审', 1),
(4, '一审', 1);
INSERT INTO "wagtailcore_workflowpage" VALUES
(1, 1);
INSERT INTO "wagtailcore_workflowtask" VALUES
(1, 0, 1, 1),
(2, 0, 2, 2),
(3, 1, 3, 2),
(4, 2, 4, 2),
(5, 3, 5, 2),
(6, 0, 2, 3),
(7, 1, 4, 3),
(8, 2, 5, 3),
(9, 0, 4, 4),
(10, 1, 5, 4);
CREATE INDEX "annual_annualreport_created_by_id_bd480e32" ON "annual_annualreport" ("created_by_id");
CREATE INDEX "annual_annualreport_unit_id_ce61ffb4" ON "annual_annualreport" ("unit_id");
CREATE INDEX "annual_deadline_unit_id_8ad3b40b" ON "annual_deadline" ("unit_id");
CREATE INDEX "annual_edition_by_id_5593e17b" ON "annual_edition" ("by_id");
CREATE INDEX "annual_edition_item_id_3161ef46" ON "annual_edition" ("item_id");
CREATE INDEX "annual_edition_report_id_f60e1363" ON "annual_edition" ("report_id");
CREATE INDEX "annual_entered_by_id_9a16f16e" ON "annual_entered" ("by_id");
CREATE INDEX "annual_entered_evidence_id_87459167" ON "annual_entered" ("evidence_id");
CREATE INDEX "annual_entered_report_id_0cb0665d" ON "annual_entered" ("report_id");
CREATE INDEX "annual_figure_report_id_1e67a32a" ON "annual_figure" ("report_id");
CREATE INDEX "annual_localday_by_id_2327d70d" ON "annual_localday" ("by_id");
CREATE INDEX "annual_localday_office_id_bacef230" ON "annual_localday" ("office_id");
CREATE INDEX "annual_part_report_id_94b5e8b5" ON "annual_part" ("report_id");
CREATE INDEX "annual_parttext_unit_id_4207b7ae" ON "annual_parttext" ("unit_id");
CREATE INDEX "annual_reading_by_id_dc440ae4" ON "annual_reading" ("by_id");
CREATE INDEX "annual_reading_file_id_87d5cedb" ON "annual_reading" ("file_id");
CREATE INDEX "annual_reading_unit_id_c05c8c6e" ON "annual_reading" ("unit_id");
CREATE INDEX "annual_reason_by_id_4070e793" ON "annual_reason" ("by_id");
CREATE INDEX "annual_reason_report_id_d49b6dc9" ON "annual_reason" ("report_id");
CREATE INDEX "annual_remark_by_id_f78911e8" ON "annual_remark" ("by_id");
CREATE INDEX "annual_remark_report_id_164008f5" ON "annual_remark" ("report_id");
CREATE INDEX "annual_reminder_deadline_id_ab1239ad" ON "annual_reminder" ("deadline_id");
CREATE INDEX "annual_signature_by_id_6c99259e" ON "annual_signature" ("by_id");
CREATE INDEX "annual_signature_report_id_74ac121a" ON "annual_signature" ("report_id");
CREATE INDEX "api_token_created_by_id_9ed01c7c" ON "api_token" ("created_by_id");
CREATE INDEX "api_token_responsible_id_f000c1cc" ON "api_token" ("responsible_id");
CREATE INDEX "api_token_unit_id_a09d4fe5" ON "api_token" ("unit_id");
CREATE INDEX "audit_object" ON "audit_entry" ("object_type", "object_id");
CREATE INDEX "audit_unit" ON "audit_entry" ("unit", "number" DESC);
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "axes_accessattempt_ip_address_10922d9c" ON "axes_accessattempt" ("ip_address");
CREATE INDEX "axes_accessattempt_user_agent_ad89678b" ON "axes_accessattempt" ("user_agent");
CREATE INDEX "axes_accessattempt_username_3f2d4ca0" ON "axes_accessattempt" ("username");
CREATE UNIQUE INDEX "axes_accessattempt_username_ip_address_user_agent_8ea22282_uniq" ON "axes_accessattempt" ("username", "ip_address", "user_agent");
CREATE INDEX "axes_accessfailurelog_ip_address_2e9f5a7f" ON "axes_accessfailurelog" ("ip_address");
CREATE INDEX "axes_accessfailurelog_user_agent_ea145dda" ON "axes_accessfailurelog" ("user_agent");
CREATE INDEX "axes_accessfailurelog_username_a8b7e8a4" ON "axes_accessfailurelog" ("username");
CREATE INDEX "axes_accesslog_ip_address_86b417e5" ON "axes_accesslog" ("ip_address");
CREATE INDEX "axes_accesslog_user_agent_0e659004" ON "axes_accesslog" ("user_agent");
CREATE INDEX "axes_accesslog_username_df93064b" ON "axes_accesslog" ("username");
CREATE INDEX "base_content_object_idx" ON "wagtailcore_revision" ("base_content_type_id", "object_id");
CREATE INDEX "case_board" ON "casework_case" ("unit_id", "state", "due_on");
CREATE INDEX "case_closed" ON "casework_case" ("unit_id", "closed_on");
CREATE UNIQUE INDEX "case_origin_once" ON "casework_case" ("unit_id", "origin", "origin_id") WHERE NOT ("origin_id" = '');
CREATE INDEX "case_received" ON "casework_case" ("unit_id", "received_on");
CREATE INDEX "casework_answer_approved_by_id_29de8b69" ON "casework_answer" ("approved_by_id");
CREATE INDEX "casework_answer_case_id_28add4c1" ON "casework_answer" ("case_id");
CREATE INDEX "casework_answer_drafted_by_id_f0ec3f17" ON "casework_answer" ("drafted_by_id");
CREATE INDEX "casework_applicant_same_f97b93a0" ON "casework_applicant" ("same");
CREATE INDEX "casework_applicant_unit_id_53823286" ON "casework_applicant" ("unit_id");
CREATE INDEX "casework_case_applicant_id_2e63bba3" ON "casework_case" ("applicant_id");
CREATE INDEX "casework_case_created_by_id_2f95ee00" ON "casework_case" ("created_by_id");
CREATE INDEX "casework_case_joined_to_id_bc26ba4e" ON "casework_case" ("joined_to_id");
CREATE INDEX "casework_case_officer_id_ffc60f31" ON "casework_case" ("officer_id");
CREATE INDEX "casework_case_split_from_id_4a9947be" ON "casework_case" ("split_from_id");
CREATE INDEX "casework_case_unit_id_4ccc6d40" ON "casework_case" ("unit_id");
CREATE INDEX "casework_casefile_by_id_14fdc9d3" ON "casework_casefile" ("by_id");
CREATE INDEX "casework_casefile_case_id_3308cae0" ON "casework_casefile" ("case_id");
CREATE INDEX "casework_consultation_by_id_bb5d9a2e" ON "casework_consultation" ("by_id");
CREATE INDEX "casework_consultation_case_id_33d38b2f" ON "casework_consultation" ("case_id");
CREATE INDEX "casework_delivery_by_id_60bd084b" ON "casework_delivery" ("by_id");
CREATE INDEX "casework_delivery_evidence_id_a47054d4" ON "casework_delivery" ("evidence_id");
CREATE INDEX "casework_demand_by_id_8180dcf3" ON "casework_demand" ("by_id");
CREATE INDEX "casework_demand_case_id_2cdac7c8" ON "casework_demand" ("case_id");
CREATE INDEX "casework_demand_office_id_a0025a44" ON "casework_demand" ("office_id");
CREATE INDEX "casework_letter_case_id_099cea22" ON "casework_letter" ("case_id");
CREATE INDEX "casework_letter_made_by_id_5973ff92" ON "casework_letter" ("made_by_id");
CREATE INDEX "casework_letter_signed_by_id_035e837a" ON "casework_letter" ("signed_by_id");
CREATE INDEX "casework_lettertext_unit_id_b9e95eeb" ON "casework_lettertext" ("unit_id");
CREATE INDEX "casework_logged_by_id_e010dc13" ON "casework_logged" ("by_id");
CREATE INDEX "casework_note_by_id_afa0807f" ON "casework_note" ("by_id");
CREATE INDEX "casework_note_case_id_04285f3c" ON "casework_note" ("case_id");
CREATE INDEX "casework_override_answer_id_bb9fd4be" ON "casework_override" ("answer_id");
CREATE INDEX "casework_override_by_id_91bc44c0" ON "casework_override" ("by_id");
CREATE INDEX "casework_reminder_case_id_73502bce" ON "casework_reminder" ("case_id");
CREATE INDEX "casework_searchrecord_by_id_cd3deeb2" ON "casework_searchrecord" ("by_id");
CREATE INDEX "casework_searchrecord_case_id_0800f527" ON "casework_searchrecord" ("case_id");
CREATE INDEX "casework_serial_unit_id_5873ff70" ON "casework_serial" ("unit_id");
CREATE INDEX "casework_step_by_id_de94d995" ON "casework_step" ("by_id");
CREATE INDEX "casework_step_case_id_5609f0ad" ON "casework_step" ("case_id");
CREATE INDEX "casework_step_consultation_id_15c05c71" ON "casework_step" ("consultation_id");
CREATE INDEX "change_at" ON "publishing_change" ("at");
CREATE INDEX "complaint_due" ON "remedies_complaint" ("office_id", "due_on") WHERE "concluded_on" IS NULL;
CREATE INDEX "complaint_received" ON "remedies_complaint" ("unit_id", "received_on");
CREATE INDEX "content_object_idx" ON "wagtailcore_revision" ("content_type_id", "object_id");
CREATE INDEX "deadline_due" ON "annual_deadline" ("due_on");
CREATE INDEX "delivery_due" ON "publishing_delivery" ("state", "next_at");
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
CREATE INDEX "django_task_backend_071754_idx" ON "django_tasks_database_dbtaskresult" ("backend_name");
CREATE INDEX "django_task_queue_n_99c321_idx" ON "django_tasks_database_dbtaskresult" ("queue_name");
CREATE UNIQUE INDEX "ended_once" ON "publishing_ending" ("item_id") WHERE "kind" IN ('repealed', 'expired');
CREATE INDEX "ending_on" ON "publishing_ending" ("on", "kind");
CREATE INDEX "entered_cell" ON "annual_entered" ("report_id", "code");
CREATE INDEX "formstate_user_object" ON "wagtailadmin_formstate" ("user_id", "content_type_id", "object_id", "parent_object_id");
CREATE INDEX "item_document_number" ON "publishing_item" ("document_number");
CREATE INDEX "item_drafts" ON "publishing_item" ("unit_id", "created_at" DESC) WHERE NOT "live";
CREATE INDEX "item_due" ON "publishing_item" ("unit_id", "live", "due_on");
CREATE INDEX "item_normative" ON "publishing_item" ("unit_id", "formed_on") WHERE "normative";
CREATE UNIQUE INDEX "item_origin_once" ON "publishing_item" ("unit_id", "origin", "origin_id") WHERE NOT ("origin_id" = '');
CREATE INDEX "item_public" ON "publishing_item" ("first_published_at" DESC, "id" DESC, "live", "openness") WHERE ("live" AND "openness" = 'proactive');
CREATE INDEX "item_public_field" ON "publishing_item" ("unit_id", "field_node", "first_published_at" DESC, "id" DESC, "live", "openness") WHERE ("live" AND "openness" = 'proactive' AND NOT ("field_node" = ''));
CREATE INDEX "item_public_node" ON "publishing_item" ("unit_id", "node", "first_published_at" DESC, "id" DESC, "live", "openness") WHERE ("live" AND "openness" = 'proactive');
CREATE INDEX "item_public_unit" ON "publishing_item" ("unit_id", "first_published_at" DESC, "id" DESC, "live", "openness") WHERE ("live" AND "openness" = 'proactive');
CREATE UNIQUE INDEX "letter_number_once" ON "casework_letter" ("number") WHERE NOT ("number" = '');
CREATE INDEX "mail_waiting" ON "units_mail" ("next_at") WHERE "state" = 'waiting';
CREATE INDEX "proceeding_due" ON "remedies_proceeding" ("answer_due") WHERE "answered_on" IS NULL;
CREATE INDEX "proceeding_ended" ON "remedies_proceeding" ("unit_id", "ended_on");
CREATE INDEX "proceeding_filed" ON "remedies_proceeding" ("unit_id", "filed_on");
CREATE UNIQUE INDEX "proceeding_number_once" ON "remedies_proceeding" ("body", "number") WHERE NOT ("number" = '');
CREATE INDEX "publishing_attachment_file_id_fddf8630" ON "publishing_attachment" ("file_id");
CREATE INDEX "publishing_attachment_item_id_a64fb1dc" ON "publishing_attachment" ("item_id");
CREATE INDEX "publishing_change_by_id_44f09738" ON "publishing_change" ("by_id");
CREATE INDEX "publishing_change_item_id_0400c507" ON "publishing_change" ("item_id");
CREATE INDEX "publishing_channel_unit_id_24f7ce8b" ON "publishing_channel" ("unit_id");
CREATE INDEX "publishing_delivery_release_id_9f740ef2" ON "publishing_delivery" ("release_id");
CREATE INDEX "publishing_ending_by_item_id_bab82477" ON "publishing_ending" ("by_item_id");
CREATE INDEX "publishing_ending_item_id_b31d093a" ON "publishing_ending" ("item_id");
CREATE INDEX "publishing_file_unit_id_0149c9f6" ON "publishing_file" ("unit_id");
CREATE INDEX "publishing_file_uploaded_by_id_3faf5988" ON "publishing_file" ("uploaded_by_id");
CREATE INDEX "publishing_finding_by_id_1d55545a" ON "publishing_finding" ("by_id");
CREATE INDEX "publishing_finding_item_id_f3986659" ON "publishing_finding" ("item_id");
CREATE INDEX "publishing_importjob_by_id_b38d3a55" ON "publishing_importjob" ("by_id");
CREATE INDEX "publishing_importjob_file_id_0753cbf6" ON "publishing_importjob" ("file_id");
CREATE INDEX "publishing_importjob_unit_id_dec621aa" ON "publishing_importjob" ("unit_id");
CREATE INDEX "publishing_item_created_by_id_e696941d" ON "publishing_item" ("created_by_id");
CREATE INDEX "publishing_item_explains_id_eda2173f" ON "publishing_item" ("explains_id");
CREATE INDEX "publishing_item_first_published_at_07d67387" ON "publishing_item" ("first_published_at");
CREATE INDEX "publishing_item_latest_revision_id_7be50bd7" ON "publishing_item" ("latest_revision_id");
CREATE INDEX "publishing_item_live_revision_id_9f35f59a" ON "publishing_item" ("live_revision_id");
CREATE INDEX "publishing_item_locked_by_id_76828b63" ON "publishing_item" ("locked_by_id");
CREATE INDEX "publishing_item_unit_id_d8ea4a84" ON "publishing_item" ("unit_id");
CREATE INDEX "publishing_jointissuer_item_id_fa98a927" ON "publishing_jointissuer" ("item_id");
CREATE INDEX "publishing_jointissuer_unit_id_1edc7956" ON "publishing_jointissuer" ("unit_id");
CREATE INDEX "publishing_release_channel_id_c9666ba4" ON "publishing_release" ("channel_id");
CREATE INDEX "publishing_release_confirmed_by_id_280c7ebf" ON "publishing_release" ("confirmed_by_id");
CREATE INDEX "publishing_release_evidence_id_17a1a30e" ON "publishing_release" ("evidence_id");
CREATE INDEX "publishing_release_item_id_2e5d8c16" ON "publishing_release" ("item_id");
CREATE INDEX "publishing_unitchain_workflow_id_1ac6b39f" ON "publishing_unitchain" ("workflow_id");
CREATE INDEX "reading_of_year" ON "annual_reading" ("unit_id", "year");
CREATE INDEX "referenceindex_source_object" ON "wagtailcore_referenceindex" ("base_content_type_id", "object_id");
CREATE INDEX "referenceindex_target_object" ON "wagtailcore_referenceindex" ("to_content_type_id", "to_object_id");
CREATE INDEX "release_channel" ON "publishing_release" ("channel_id", "released_on");
CREATE INDEX "remedies_complaint_case_id_edb224c4" ON "remedies_complaint" ("case_id");
CREATE INDEX "remedies_complaint_created_by_id_51e95624" ON "remedies_complaint" ("created_by_id");
CREATE INDEX "remedies_complaint_office_id_c8854c8f" ON "remedies_complaint" ("office_id");
CREATE INDEX "remedies_complaint_unit_id_e13fb3bc" ON "remedies_complaint" ("unit_id");
CREATE INDEX "remedies_decision_by_id_49383619" ON "remedies_decision" ("by_id");
CREATE INDEX "remedies_decision_proceeding_id_e838a5ec" ON "remedies_decision" ("proceeding_id");
CREATE INDEX "remedies_note_by_id_3350da54" ON "remedies_note" ("by_id");
CREATE INDEX "remedies_note_complaint_id_5186d9a5" ON "remedies_note" ("complaint_id");
CREATE INDEX "remedies_note_proceeding_id_d0b770ca" ON "remedies_note" ("proceeding_id");
CREATE INDEX "remedies_proceeding_answer_id_151aea8e" ON "remedies_proceeding" ("answer_id");
CREATE INDEX "remedies_proceeding_case_id_e9c55123" ON "remedies_proceeding" ("case_id");
CREATE INDEX "remedies_proceeding_created_by_id_d48001c6" ON "remedies_proceeding" ("created_by_id");
CREATE INDEX "remedies_proceeding_joint_proceeding_id_f062d67f" ON "remedies_proceeding_joint" ("proceeding_id");
CREATE UNIQUE INDEX "remedies_proceeding_joint_proceeding_id_unit_id_a0d25316_uniq" ON "remedies_proceeding_joint" ("proceeding_id", "unit_id");
CREATE INDEX "remedies_proceeding_joint_unit_id_bce0931b" ON "remedies_proceeding_joint" ("unit_id");
CREATE INDEX "remedies_proceeding_retrial_of_id_a7dfa13a" ON "remedies_proceeding" ("retrial_of_id");
CREATE INDEX "remedies_proceeding_review_id_f701a582" ON "remedies_proceeding" ("review_id");
CREATE INDEX "remedies_proceeding_unit_id_7fde370c" ON "remedies_proceeding" ("unit_id");
CREATE INDEX "remedies_remedyfile_by_id_6485133b" ON "remedies_remedyfile" ("by_id");
CREATE INDEX "remedies_remedyfile_complaint_id_7ce888a4" ON "remedies_remedyfile" ("complaint_id");
CREATE INDEX "remedies_remedyfile_proceeding_id_27c4a5b5" ON "remedies_remedyfile" ("proceeding_id");
CREATE INDEX "remedies_reminder_complaint_id_28353cf7" ON "remedies_reminder" ("complaint_id");
CREATE INDEX "remedies_reminder_proceeding_id_6db72743" ON "remedies_reminder" ("proceeding_id");
CREATE INDEX "report_board" ON "annual_annualreport" ("year", "state");
CREATE INDEX "taggit_tagg_content_8fc721_idx" ON "taggit_taggeditem" ("content_type_id", "object_id");
CREATE INDEX "taggit_taggeditem_content_type_id_9957a03c" ON "taggit_taggeditem" ("content_type_id");
CREATE INDEX "taggit_taggeditem_object_id_e2d7d1df" ON "taggit_taggeditem" ("object_id");
CREATE INDEX "taggit_taggeditem_tag_id_f4f5b767" ON "taggit_taggeditem" ("tag_id");
CREATE INDEX "tasks_db_new_ordering_idx" ON "django_tasks_database_dbtaskresult" ("status", "priority" DESC, "run_after" ASC, "enqueued_at" ASC) WHERE "status" = 'READY';
CREATE UNIQUE INDEX "unique_in_progress_workflow" ON "wagtailcore_workflowstate" ("base_content_type_id", "object_id") WHERE "status" IN ('in_progress', 'needs_changes');
CREATE INDEX "units_formername_unit_id_cdf3f8a5" ON "units_formername" ("unit_id");
CREATE INDEX "units_mail_person_id_5d4b75b0" ON "units_mail" ("person_id");
CREATE INDEX "units_person_groups_group_id_31750194" ON "units_person_groups" ("group_id");
CREATE INDEX "units_person_groups_person_id_e1debd70" ON "units_person_groups" ("person_id");
CREATE UNIQUE INDEX "units_person_groups_person_id_group_id_c32ca8ee_uniq" ON "units_person_groups" ("person_id", "group_id");
CREATE INDEX "units_person_user_permissions_permission_id_274f8f09" ON "units_person_user_permissions" ("permission_id");
CREATE INDEX "units_person_user_permissions_person_id_c915242a" ON "units_person_user_permissions" ("person_id");
CREATE UNIQUE INDEX "units_person_user_permissions_person_id_permission_id_203ce4a3_uniq" ON "units_person_user_permissions" ("person_id", "permission_id");
CREATE INDEX "units_post_person_id_ca57ee37" ON "units_post" ("person_id");
CREATE INDEX "units_post_unit_id_883e2ecc" ON "units_post" ("unit_id");
CREATE INDEX "units_unit_succeeded_by_id_5344d910" ON "units_unit" ("succeeded_by_id");
CREATE INDEX "units_unit_supervised_by_id_a95784e5" ON "units_unit" ("supervised_by_id");
CREATE INDEX "wagtailadmi_content_717955_idx" ON "wagtailadmin_editingsession" ("content_type_id", "object_id");
CREATE INDEX "wagtailadmin_editingsession_content_type_id_4df7730e" ON "wagtailadmin_editingsession" ("content_type_id");
CREATE INDEX "wagtailadmin_editingsession_user_id_6e1a9b70" ON "wagtailadmin_editingsession" ("user_id");
CREATE INDEX "wagtailadmin_formstate_content_type_id_e32438b3" ON "wagtailadmin_formstate" ("content_type_id");
CREATE INDEX "wagtailadmin_formstate_user_id_b910adc2" ON "wagtailadmin_formstate" ("user_id");
CREATE INDEX "wagtailcore_collectionviewrestriction_collection_id_761908ec" ON "wagtailcore_collectionviewrestriction" ("collection_id");
CREATE INDEX "wagtailcore_collectionviewrestriction_groups_collectionviewrestriction_id_47320efd" ON "wagtailcore_collectionviewrestriction_groups" ("collectionviewrestriction_id");
CREATE UNIQUE INDEX "wagtailcore_collectionviewrestriction_groups_collectionviewrestriction_id_group_id_988995ae_uniq" ON "wagtailcore_collectionviewrestriction_groups" ("collectionviewrestriction_id", "group_id");
CREATE INDEX "wagtailcore_collectionviewrestriction_groups_group_id_1823f2a3" ON "wagtailcore_collectionviewrestriction_groups" ("group_id");
CREATE INDEX "wagtailcore_comment_page_id_108444b5" ON "wagtailcore_comment" ("page_id");
CREATE INDEX "wagtailcore_comment_resolved_by_id_a282aa0e" ON "wagtailcore_comment" ("resolved_by_id");
CREATE INDEX "wagtailcore_comment_revision_created_id_1d058279" ON "wagtailcore_comment" ("revision_created_id");
CREATE INDEX "wagtailcore_comment_user_id_0c577ca6" ON "wagtailcore_comment" ("user_id");
CREATE INDEX "wagtailcore_commentreply_comment_id_afc7e027" ON "wagtailcore_commentreply" ("comment_id");
CREATE INDEX "wagtailcore_commentreply_user_id_d0b3b9c3" ON "wagtailcore_commentreply" ("user_id");
CREATE INDEX "wagtailcore_groupapprovaltask_groups_group_id_2e64b61f" ON "wagtailcore_groupapprovaltask_groups" ("group_id");
CREATE INDEX "wagtailcore_groupapprovaltask_groups_groupapprovaltask_id_9a9255ea" ON "wagtailcore_groupapprovaltask_groups" ("groupapprovaltask_id");
CREATE UNIQUE INDEX "wagtailcore_groupapprovaltask_groups_groupapprovaltask_id_group_id_bb5ee7eb_uniq" ON "wagtailcore_groupapprovaltask_groups" ("groupapprovaltask_id", "group_id");
CREATE INDEX "wagtailcore_groupcollectionpermission_collection_id_5423575a" ON "wagtailcore_groupcollectionpermission" ("collection_id");
CREATE INDEX "wagtailcore_groupcollectionpermission_group_id_05d61460" ON "wagtailcore_groupcollectionpermission" ("group_id");
CREATE UNIQUE INDEX "wagtailcore_groupcollectionpermission_group_id_collection_id_permission_id_a21cefe9_uniq" ON "wagtailcore_groupcollectionpermission" ("group_id", "collection_id", "permission_id");
CREATE INDEX "wagtailcore_groupcollectionpermission_permission_id_1b626275" ON "wagtailcore_groupcollectionpermission" ("permission_id");
CREATE INDEX "wagtailcore_grouppagepermission_group_id_fc07e671" ON "wagtailcore_grouppagepermission" ("group_id");
CREATE INDEX "wagtailcore_grouppagepermission_page_id_710b114a" ON "wagtailcore_grouppagepermission" ("page_id");
CREATE INDEX "wagtailcore_grouppagepermission_permission_id_05acb22e" ON "wagtailcore_grouppagepermission" ("permission_id");
CREATE INDEX "wagtailcore_groupsitepermission_group_id_e5cdbee4" ON "wagtailcore_groupsitepermission" ("group_id");
CREATE UNIQUE INDEX "wagtailcore_groupsitepermission_group_id_site_id_permission_id_a58ee30d_uniq" ON "wagtailcore_groupsitepermission" ("group_id", "site_id", "permission_id");
CREATE INDEX "wagtailcore_groupsitepermission_permission_id_459b1f38" ON "wagtailcore_groupsitepermission" ("permission_id");
CREATE INDEX "wagtailcore_groupsitepermission_site_id_245de488" ON "wagtailcore_groupsitepermission" ("site_id");
CREATE INDEX "wagtailcore_modellogentry_action_d2d856ee" ON "wagtailcore_modellogentry" ("action");
CREATE INDEX "wagtailcore_modellogentry_content_changed_8bc39742" ON "wagtailcore_modellogentry" ("content_changed");
CREATE INDEX "wagtailcore_modellogentry_content_type_id_68849e77" ON "wagtailcore_modellogentry" ("content_type_id");
CREATE INDEX "wagtailcore_modellogentry_object_id_e0e7d4ef" ON "wagtailcore_modellogentry" ("object_id");
CREATE INDEX "wagtailcore_modellogentry_revision_id_df6ca33a" ON "wagtailcore_modellogentry" ("revision_id");
CREATE INDEX "wagtailcore_modellogentry_timestamp_9694521b" ON "wagtailcore_modellogentry" ("timestamp");
CREATE INDEX "wagtailcore_modellogentry_user_id_0278d1bf" ON "wagtailcore_modellogentry" ("user_id");
CREATE INDEX "wagtailcore_page_alias_of_id_12945502" ON "wagtailcore_page" ("alias_of_id");
CREATE INDEX "wagtailcore_page_content_type_id_c28424df" ON "wagtailcore_page" ("content_type_id");
CREATE INDEX "wagtailcore_page_first_published_at_2b5dd637" ON "wagtailcore_page" ("first_published_at");
CREATE INDEX "wagtailcore_page_latest_revision_id_e60fef51" ON "wagtailcore_page" ("latest_revision_id");
CREATE INDEX "wagtailcore_page_live_revision_id_930bd822" ON "wagtailcore_page" ("live_revision_id");
CREATE INDEX "wagtailcore_page_locale_id_3c7e30a6" ON "wagtailcore_page" ("locale_id");
CREATE INDEX "wagtailcore_page_locked_by_id_bcb86245" ON "wagtailcore_page" ("locked_by_id");
CREATE INDEX "wagtailcore_page_owner_id_fbf7c332" ON "wagtailcore_page" ("owner_id");
CREATE INDEX "wagtailcore_page_slug_e7c11b8f" ON "wagtailcore_page" ("slug");
CREATE UNIQUE INDEX "wagtailcore_page_translation_key_locale_id_9b041bad_uniq" ON "wagtailcore_page" ("translation_key", "locale_id");
CREATE INDEX "wagtailcore_pagelogentry_action_c2408198" ON "wagtailcore_pagelogentry" ("action");
CREATE INDEX "wagtailcore_pagelogentry_content_changed_99f27ade" ON "wagtailcore_pagelogentry" ("content_changed");
CREATE INDEX "wagtailcore_pagelogentry_content_type_id_74e7708a" ON "wagtailcore_pagelogentry" ("content_type_id");
CREATE INDEX "wagtailcore_pagelogentry_page_id_8464e327" ON "wagtailcore_pagelogentry" ("page_id");
CREATE INDEX "wagtailcore_pagelogentry_revision_id_8043d103" ON "wagtailcore_pagelogentry" ("revision_id");
CREATE INDEX "wagtailcore_pagelogentry_timestamp_deb774c4" ON "wagtailcore_pagelogentry" ("timestamp");
CREATE INDEX "wagtailcore_pagelogentry_user_id_604ccfd8" ON "wagtailcore_pagelogentry" ("user_id");
CREATE INDEX "wagtailcore_pagesubscription_page_id_a085e7a6" ON "wagtailcore_pagesubscription" ("page_id");
CREATE UNIQUE INDEX "wagtailcore_pagesubscription_page_id_user_id_0cef73ed_uniq" ON "wagtailcore_pagesubscription" ("page_id", "user_id");
CREATE INDEX "wagtailcore_pagesubscription_user_id_89d7def9" ON "wagtailcore_pagesubscription" ("user_id");
CREATE INDEX "wagtailcore_pageviewrestriction_groups_group_id_6460f223" ON "wagtailcore_pageviewrestriction_groups" ("group_id");
CREATE INDEX "wagtailcore_pageviewrestriction_groups_pageviewrestriction_id_f147a99a" ON "wagtailcore_pageviewrestriction_groups" ("pageviewrestriction_id");
CREATE UNIQUE INDEX "wagtailcore_pageviewrestriction_groups_pageviewrestriction_id_group_id_d23f80bb_uniq" ON "wagtailcore_pageviewrestriction_groups" ("pageviewrestriction_id", "group_id");
CREATE INDEX "wagtailcore_pageviewrestriction_page_id_15a8bea6" ON "wagtailcore_pageviewrestriction" ("page_id");
CREATE INDEX "wagtailcore_referenceindex_base_content_type_id_313cf40f" ON "wagtailcore_referenceindex" ("base_content_type_id");
CREATE UNIQUE INDEX "wagtailcore_referenceindex_base_content_type_id_object_id_to_content_type_id_to_object_id_content_path_hash_9e6ccd6a_uniq" ON "wagtailcore_referenceindex" ("base_content_type_id", "object_id", "to_content_type_id", "to_object_id", "content_path_hash");
CREATE INDEX "wagtailcore_referenceindex_content_type_id_766e0336" ON "wagtailcore_referenceindex" ("content_type_id");
CREATE INDEX "wagtailcore_referenceindex_to_content_type_id_93690bbd" ON "wagtailcore_referenceindex" ("to_content_type_id");
CREATE INDEX "wagtailcore_revision_approved_go_live_at_88d3dee5" ON "wagtailcore_revision" ("approved_go_live_at");
CREATE INDEX "wagtailcore_revision_base_content_type_id_5b4ef7bd" ON "wagtailcore_revision" ("base_content_type_id");
CREATE INDEX "wagtailcore_revision_content_type_id_c8cb69c0" ON "wagtailcore_revision" ("content_type_id");
CREATE INDEX "wagtailcore_revision_created_at_81450aa6" ON "wagtailcore_revision" ("created_at");
CREATE INDEX "wagtailcore_revision_user_id_03df83b0" ON "wagtailcore_revision" ("user_id");
CREATE INDEX "wagtailcore_site_hostname_96b20b46" ON "wagtailcore_site" ("hostname");
CREATE UNIQUE INDEX "wagtailcore_site_hostname_port_2c626d70_uniq" ON "wagtailcore_site" ("hostname", "port");
CREATE INDEX "wagtailcore_site_root_page_id_e02fb95c" ON "wagtailcore_site" ("root_page_id");
CREATE INDEX "wagtailcore_task_content_type_id_249ab8ba" ON "wagtailcore_task" ("content_type_id");
CREATE INDEX "wagtailcore_taskstate_content_type_id_0a758fdc" ON "wagtailcore_taskstate" ("content_type_id");
CREATE INDEX "wagtailcore_taskstate_finished_by_id_13f98229" ON "wagtailcore_taskstate" ("finished_by_id");
CREATE INDEX "wagtailcore_taskstate_revision_id_df25a499" ON "wagtailcore_taskstate" ("revision_id");
CREATE INDEX "wagtailcore_taskstate_task_id_c3677c34" ON "wagtailcore_taskstate" ("task_id");
CREATE INDEX "wagtailcore_taskstate_workflow_state_id_9239a775" ON "wagtailcore_taskstate" ("workflow_state_id");
CREATE INDEX "wagtailcore_uploadedfile_for_content_type_id_b0fc87b2" ON "wagtailcore_uploadedfile" ("for_content_type_id");
CREATE INDEX "wagtailcore_uploadedfile_uploaded_by_user_id_c7580fe8" ON "wagtailcore_uploadedfile" ("uploaded_by_user_id");
CREATE INDEX "wagtailcore_uuid_06a44d_idx" ON "wagtailcore_pagelogentry" ("uuid", "action", "timestamp" DESC);
CREATE INDEX "wagtailcore_uuid_d6363b_idx" ON "wagtailcore_modellogentry" ("uuid", "action", "timestamp" DESC);
CREATE INDEX "wagtailcore_workflowcontenttype_workflow_id_9aad7cd2" ON "wagtailcore_workflowcontenttype" ("workflow_id");
CREATE INDEX "wagtailcore_workflowpage_workflow_id_56f56ff6" ON "wagtailcore_workflowpage" ("workflow_id");
CREATE INDEX "wagtailcore_workflowstate_base_content_type_id_a30dc576" ON "wagtailcore_workflowstate" ("base_content_type_id");
CREATE INDEX "wagtailcore_workflowstate_content_type_id_2bb78ce1" ON "wagtailcore_workflowstate" ("content_type_id");
CREATE INDEX "wagtailcore_workflowstate_requested_by_id_4090bca3" ON "wagtailcore_workflowstate" ("requested_by_id");
CREATE INDEX "wagtailcore_workflowstate_workflow_id_1f18378f" ON "wagtailcore_workflowstate" ("workflow_id");
CREATE INDEX "wagtailcore_workflowtask_task_id_ce7716fe" ON "wagtailcore_workflowtask" ("task_id");
CREATE INDEX "wagtailcore_workflowtask_workflow_id_b9717175" ON "wagtailcore_workflowtask" ("workflow_id");
CREATE UNIQUE INDEX "wagtailcore_workflowtask_workflow_id_task_id_4ec7a62b_uniq" ON "wagtailcore_workflowtask" ("workflow_id", "task_id");
CREATE INDEX "wagtaildocs_document_collection_id_23881625" ON "wagtaildocs_document" ("collection_id");
CREATE INDEX "wagtaildocs_document_uploaded_by_user_id_17258b41" ON "wagtaildocs_document" ("uploaded_by_user_id");
CREATE INDEX "wagtailimages_image_collection_id_c2f8af7e" ON "wagtailimages_image" ("collection_id");
CREATE INDEX "wagtailimages_image_created_at_86fa6cd4" ON "wagtailimages_image" ("created_at");
CREATE INDEX "wagtailimages_image_file_hash_fb5bbb23" ON "wagtailimages_image" ("file_hash");
CREATE INDEX "wagtailimages_image_uploaded_by_user_id_5d73dc75" ON "wagtailimages_image" ("uploaded_by_user_id");
CREATE INDEX "wagtailimages_rendition_filter_spec_1cba3201" ON "wagtailimages_rendition" ("filter_spec");
CREATE INDEX "wagtailimages_rendition_image_id_3e1fd774" ON "wagtailimages_rendition" ("image_id");
CREATE UNIQUE INDEX "wagtailimages_rendition_image_id_filter_spec_focal_point_key_323c8fe0_uniq" ON "wagtailimages_rendition" ("image_id", "filter_spec", "focal_point_key");
CREATE INDEX "workflowstate_base_ct_id_idx" ON "wagtailcore_workflowstate" ("base_content_type_id", "object_id");
CREATE INDEX "workflowstate_ct_id_idx" ON "wagtailcore_workflowstate" ("content_type_id", "object_id");
