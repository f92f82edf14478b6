"""No personal mobile number, identity number, bank card or home address stands in the published text.

个人信息保护法 Art. 25 forbids publishing personal information without the person's own consent, Art. 28 guards identity and account
numbers, Art. 6 allows no more than the purpose needs; 条例 (2019) Art. 15 and (2008) Art. 14 withhold personal privacy. A finding
shows a number with its middle masked, lest it be published once more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.report.checking import Case, Finding, Rule, Severity
from gongkai.report.checking._wording import around, clip, running_text
from gongkai.statute.articles import cite

RULE = Rule(
    id="privacy",
    title="公布了个人信息",
    checks="正文、表格和附件中有没有个人手机号码、身份证号码、银行卡号、家庭住址；单位的座机、地址、公共账户不算。",
    why="报告向全社会公开，个人信息一经公布就难以收回。",
    basis=("pipl.25", "pipl.28", "pipl.6", "r2019.15", "r2008.14"),
    example="附表中印有工作人员姓名和手机号码。",
)

# Digits that belong to something longer, an address on the web or a document's number are no telephone.
_MOBILE = re.compile(
    r"(?<![\dA-Za-z./=_&?%#@〔-])(?:\+?86[ -]?)?(?P<number>1[3-9]\d(?P<gap>[ -]?)\d{4}(?P=gap)\d{4})(?![\dA-Za-z%〕-]|\.\d)"
)
_IDENTITY = re.compile(r"(?<![\dA-Za-z./=_&-])(?P<number>[1-9]\d{16}[\dXx]|[1-9]\d{14})(?![\dA-Za-z/-]|\.\d)")
_CARD = re.compile(
    r"(?<![\dA-Za-z./=_&-])(?P<number>[3-6]\d{3}(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}(?P=gap)\d{4}(?:(?P=gap)\d{1,3})?)(?![\dA-Za-z/-]|\.\d)"
)
_HOME = re.compile(
    r"(?P<number>(?:家住|(?:家庭住址|家庭地址|住址|现住址?|户籍地址|居住地址?)[:：是为在])\s*[^。；;\n，,]{2,40}?"
    r"[\d一二三四五六七八九十]{1,4}(?:号楼?|栋|幢|单元|室)(?![码文令召])[^。；;\n，, ]{0,20})"
)
_STREET = re.compile(r"[路街巷村屯组镇乡苑园]|小区|社区")
_OFFICE = re.compile(r"(?:单位|办公|机关|通讯|企业|公司)$")
_LABELLED = re.compile(
    r"(?:索引号|文号|编号|编码|代码|标识码|备案|证书号|许可证|统一[^\n]{0,6}码|QQ|群号|流水号|单号)[^\n]{0,4}$"
)
_ACCOUNT = re.compile(r"卡号|账号|帐号|银行|信用社|开户")
_PUBLIC_ACCOUNT = re.compile(
    r"对公|国库|财政|收款单位|缴款|缴费|非税|户名[:：]?[^\n]{0,20}(?:局|政府|中心|办公室|委员会|街道)"
)
_PERSON = re.compile(r"姓名|联系人|申请人|当事人|负责人|工作人员|经办人|同志|先生|女士|村民|居民")
_LONG_RUN = re.compile(r"\d{3}[ -]?\d{4}[ -]?\d{4}")
_LIVES = re.compile(r"住|户籍")
_LONG_NUMBER = re.compile(r"\d[\d -]{9,22}[\dXx]")
_PHONE = re.compile(r"电话|手机|联系|移动")
_REGIONS = frozenset(
    str(region)
    for start, end in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 82))
    for region in range(start, end + 1)
)
"""The first two digits of identity numbers: the provinces of GB/T 2260."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of personal information: a quick sign of it, its pattern, its name, how sure a match is, and the article.

    `judge` takes the match and the words before it, and answers `None` where it is none.
    """

    sign: re.Pattern[str]
    pattern: re.Pattern[str]
    name: str
    judge: Callable[[str, str], Severity | None]
    article: str


def _mobile(number: str, before: str) -> Severity | None:
    # Three figures of a table in a row look like a number written in groups.
    grouped_figures = not number.isdecimal() and not _PHONE.search(before)
    return None if grouped_figures or _LABELLED.search(before) else "warning"


def _identity(number: str, before: str) -> Severity | None:
    if number[:2] not in _REGIONS or _LABELLED.search(before):
        return None
    born = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    try:
        plausible = date(1900, 1, 1) <= date(int(born[:4]), int(born[4:6]), int(born[6:])) <= date(2099, 12, 31)
    except ValueError:
        plausible = False
    if plausible and len(number) == 18 and _check_digit(number) == number[-1].upper():
        return "error"
    return "warning" if plausible or "身份证" in before else None


def _check_digit(number: str) -> str:
    """The last sign of an identity number after GB 11643."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(weight * int(digit) for weight, digit in zip(weights, number, strict=False)) % 11]


def _card(number: str, before: str) -> Severity | None:
    digits = [int(digit) for digit in number if digit.isdecimal()]
    doubled = [sum(divmod(2 * digit, 10)) if place % 2 else digit for place, digit in enumerate(reversed(digits))]
    return (
        "warning" if sum(doubled) % 10 == 0 and _ACCOUNT.search(before) and not _PUBLIC_ACCOUNT.search(before) else None
    )


def _home(address: str, before: str) -> Severity | None:
    return "warning" if _STREET.search(address) and not _OFFICE.search(before) else None


_KINDS = (
    _Kind(_LONG_RUN, _IDENTITY, "身份证号码", _identity, "pipl.28"),
    _Kind(_LONG_RUN, _CARD, "银行卡号", _card, "pipl.28"),
    _Kind(_LONG_RUN, _MOBILE, "手机号码", _mobile, "pipl.25"),
    _Kind(_LIVES, _HOME, "家庭住址", _home, "pipl.25"),
)


def check(case: Case) -> Iterator[Finding]:
    """Each number or address once, wherever in the document it stands."""
    text = case.report.text or running_text(case.report)
    seen: set[str] = set()
    signs = {sign: sign.search(text) for sign in {kind.sign for kind in _KINDS}}
    for kind in _KINDS:
        if not signs[kind.sign]:
            continue
        for match in kind.pattern.finditer(text):
            number = match["number"]
            before = text[max(0, match.start() - 40) : match.start()]
            severity = kind.judge(number, before)
            if severity is None or number in seen:
                continue
            seen.add(number)
            # Masked before it is cut, lest half of a neighbouring number stay.
            low = max(0, match.start() - 100)
            window = mask(text[low : match.end() + 100])
            quote = around(window, match.start() - low, match.end() - low, reach=30)
            named = "（连同姓名）" if _PERSON.search(before) else ""
            shown = f"{kind.name}“{clip(mask(number), 40)}”{named}"
            message = f"文中公布了{shown}，请删去或者遮盖；联系方式改用单位座机和办公地址。"
            yield Finding(RULE.id, severity, message, cite(kind.article), quote=clip(quote))


def mask(words: str) -> str:
    """`words`, of the same length, with the middle of every long number and every figure of a home address starred out."""
    hidden = _LONG_NUMBER.sub(lambda match: match[0][:3] + "*" * (len(match[0]) - 5) + match[0][-2:], words)
    return _HOME.sub(lambda match: re.sub(r"[\d一二三四五六七八九十]", "*", match[0]), hidden)
