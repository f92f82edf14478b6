"""Words around a number that tell whose it is."""

from __future__ import annotations

import re

from gongkai.guard.text import Context

SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢唐许冯宋韩邓彭曹曾田萧肖董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金"
    "韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文洪施牛樊葛邢安齐庄伍庞申翟兰殷颜倪"
)
NAME = rf"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}"
"""A full name of two or three characters; 张某, 张某某, 张* are masked and excluded by `is_name`."""

_NAME = re.compile(NAME)
_NO_NAME = re.compile(r"[某女男年月日级元号村镇乡县市区局部处科股站所室校院厅街路组户人员等类]")
PERSON = re.compile(
    r"姓名|户主|联系人|申请人|当事人|被处罚人|负责人|经办人|法定代表人|权利人|业主|家长|监护人|本人|居民|村民|群众|同志|先生|女士"
    r"|学生|考生|享受人|受助|补助对象|发放对象|持有人|领取人|车主|驾驶人|患者|职工"
)
IDENTITY = re.compile(r"身份证|身份号|证件号|公民身份")
CODE = re.compile(
    r"(?:索引号|文号|编号|编码|代码|标识码|备案号?|证书号|许可证号?|登记号|流水号|单号|条码|订单|序号|宗地|不动产|项目号|合同号|发票|ISBN|QQ"
    r"|群号|单元号|批次|学号|报名号|准考证号?)[^\n]{0,6}$"
)
PHONE = re.compile(r"电话|手机|联系|移动|致电|短信|微信|[Tt]el")
BANK = re.compile(r"卡号|账号|帐号|账户|帐户|银行|信用社|存折|开户|一卡通|打款")
PUBLIC_ACCOUNT = re.compile(
    r"对公|国库|财政|专户|收款单位|缴款|缴费|非税|基本户|公司|(?:户名|单位)[:：]?[^\n]{0,20}(?:局|政府|中心|办公室|委员会|街道)"
)
QUANTITY = re.compile(r"\.[0-9]|,[0-9]{3}|[ ]?(?:元|万|亿|平方|立方|公里|千米|吨|公斤|千克|千瓦|亩|人次|件|条|%)")
WEB = re.compile(r"(?:https?://|www\.|[A-Za-z0-9_]/)[\w./?=&%~+-]*$")


def is_name(words: str) -> bool:
    """Whether `words` are a person's full name, as far as its signs tell."""
    words = words.strip().replace(" ", "")
    return bool(_NAME.fullmatch(words)) and not _NO_NAME.search(words[1:])


def of_person(context: Context) -> bool:
    """Whether the words around speak of a person."""
    return bool(PERSON.search(context.before) or PERSON.search(context.heads))
