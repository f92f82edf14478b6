"""What the environment decides, read once: the data folder, the database, the address, the day taken for today."""

from __future__ import annotations

import errno
import ipaddress
import os
import secrets
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from gongkai.statute.outcomes import countings


class EnvironmentProblem(Exception):
    """A variable of the environment, or the data folder that it names, cannot be used; the message says which and what to do."""


_WHY = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "那里已经有一个同名的文件",
    errno.ENOENT: "不存在",
    errno.EIO: "磁盘读写出错",
}


def reason(error: OSError) -> str:
    """Why the operating system refused, in Chinese where it is one of the usual reasons."""
    return _WHY.get(error.errno or 0) or error.strerror or str(error)


def home() -> Path:
    """`GONGKAI_HOME`: the data folder with database, files, logs and keys; `var/` below the current folder by default."""
    return Path(os.environ.get("GONGKAI_HOME") or "var").resolve()


def host() -> str:
    """`HOST`: the address on which the web process listens."""
    return os.environ.get("HOST") or "127.0.0.1"


def port() -> int:
    """`PORT`: where the web process listens."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise EnvironmentProblem(f"环境变量PORT应当是1到65535之间的整数，现在是“{text}”。")
    return int(text)


def today_instead() -> date | None:
    """`GONGKAI_TODAY`: a day to take for today, in demonstrations and tests only."""
    text = os.environ.get("GONGKAI_TODAY")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise EnvironmentProblem(f"环境变量GONGKAI_TODAY应当写成2026-01-31的样子，现在是“{text}”。") from error


def base_url() -> str:
    """`GONGKAI_URL`: the address under which citizens reach the portal, without a slash at its end."""
    text = os.environ.get("GONGKAI_URL") or f"http://{f'[{host()}]' if ':' in host() else host()}:{port()}"
    try:
        url = urlsplit(text)
        good = url.scheme in ("http", "https") and url.hostname and not url.path.strip("/") and not url.query
    except ValueError:
        good = False
    if not good:
        raise EnvironmentProblem(
            f"环境变量GONGKAI_URL应当写成https://www.example.cn的样子，后面不带路径，现在是“{text}”。"
        )
    return text.rstrip("/")


def database() -> dict[str, Any]:
    """`DATABASE_URL`, or a SQLite file in the data folder, as Django has it."""
    import dj_database_url

    text = os.environ.get("DATABASE_URL") or f"sqlite:///{home() / 'gongkai.sqlite3'}"
    try:
        if urlsplit(text).scheme not in ("sqlite", "postgres", "postgresql"):
            raise ValueError
        return dict(dj_database_url.parse(text, conn_max_age=60, conn_health_checks=True))
    except ValueError as error:  # the address is not repeated: it may hold a password
        raise EnvironmentProblem(
            "环境变量DATABASE_URL应当写成postgresql://用户名:口令@主机:端口/数据库名的样子，口令中的特殊字符用百分号编码。"
        ) from error


def outbound_networks() -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """`GONGKAI_OUTBOUND_NETWORKS`: the inner networks in which channels may be called, as 10.1.2.0/24, set apart by commas."""
    return _networks("GONGKAI_OUTBOUND_NETWORKS")


def proxies() -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """`GONGKAI_PROXIES`: the proxies before the platform, as 10.1.2.3 or 10.1.2.0/24, set apart by commas.

    What they say of whom they heard (`X-Forwarded-For`) is believed, and nobody else.
    """
    return _networks("GONGKAI_PROXIES")


def _networks(name: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    text = os.environ.get(name) or ""
    try:
        return [ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip()]
    except ValueError as error:
        raise EnvironmentProblem(f"环境变量{name}应当写成10.1.2.0/24的样子，用逗号隔开，现在是“{text}”。") from error


def mail() -> dict[str, Any] | None:
    """`GONGKAI_MAIL` and `GONGKAI_MAIL_FROM`: how Django's SMTP backend reaches the server that takes mails, and their sender.

    `smtp://user:password@host:port` where nothing is sealed, `smtp+tls://` where the server is asked for TLS first, `smtps://` where
    all of it is; a password with special characters as in addresses (%40 for @). `None` where nothing is mailed.
    """
    text = os.environ.get("GONGKAI_MAIL")
    if not text:
        return None
    try:
        url = urlsplit(text)
        server = {"host": url.hostname, "port": url.port or {"smtps": 465, "smtp+tls": 587}.get(url.scheme, 25)}
    except ValueError:
        url, server = urlsplit(""), {"host": None}
    if url.scheme not in ("smtp", "smtp+tls", "smtps") or not server["host"]:
        raise EnvironmentProblem(
            "环境变量GONGKAI_MAIL应当写成smtps://用户名:口令@主机:端口的样子（或者smtp、smtp+tls）。"
        )
    sender = os.environ.get("GONGKAI_MAIL_FROM") or unquote(url.username or "")
    if "@" not in sender:
        raise EnvironmentProblem("设置了GONGKAI_MAIL，还要用环境变量GONGKAI_MAIL_FROM写明发件人的邮箱。")
    return server | {
        "backend": "django.core.mail.backends.smtp.EmailBackend",
        "username": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "use_tls": url.scheme == "smtp+tls",
        "use_ssl": url.scheme == "smtps",
        "timeout": 20,
        "sender": sender,
    }


def suit_counting() -> tuple[str, str]:
    """`GONGKAI_SUIT_COUNTING`: how table four counts the instances of a lawsuit (by its id in statute/outcomes.toml), a space, and the
    local document that says so.
    """
    name, _, basis = (os.environ.get("GONGKAI_SUIT_COUNTING") or next(iter(countings()))).strip().partition(" ")
    if name not in countings():
        raise EnvironmentProblem(f"环境变量GONGKAI_SUIT_COUNTING应当是{'、'.join(countings())}之一，现在是“{name}”。")
    return name, basis.strip()


def secret_key(name: str) -> str:
    """The key `name`: from the variable `GONGKAI_<NAME>`, else from a file in the data folder that only its owner can read.

    The file is made on first use. Keys never lie in the database: whoever can read the one cannot use the other.
    """
    given = os.environ.get(f"GONGKAI_{name.upper()}")
    if given:
        return given
    path = home() / "keys" / name
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_once(path, secrets.token_urlsafe(48))
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise EnvironmentProblem(
            f"数据文件夹{home()}不能读写（{reason(error)}），请检查GONGKAI_HOME及其权限。"
        ) from error


def add_key(name: str) -> Path:
    """Put a new key before those that the file of `name` has; the file. Raises `EnvironmentProblem` where a variable gives the key."""
    if os.environ.get(f"GONGKAI_{name.upper()}"):
        raise EnvironmentProblem(
            f"密钥由环境变量GONGKAI_{name.upper()}给出：请在那里把新密钥写在旧密钥之前，用空格隔开，再重新启动平台。"
        )
    older = secret_key(name)
    path = home() / "keys" / name
    try:
        draft = path.with_name(f"{path.name}.new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(f"{secrets.token_urlsafe(48)}\n{older}")
        draft.replace(path)
    except OSError as error:
        raise EnvironmentProblem(f"密钥文件{path}不能写入（{reason(error)}），请检查权限。") from error
    return path


def _write_once(path: Path, text: str) -> None:
    """Put `text` into `path` where no such file is yet; of two processes that start together one wins, wholly."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    if path.exists():
        return
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
