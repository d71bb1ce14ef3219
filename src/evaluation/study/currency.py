"""Currencies: their codes and minor digits (ISO 4217, list one), and what they are called in a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

_CODES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC
CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD
JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD
NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP
SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
"""
_DIGITS = {0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF", 3: "BHD IQD JOD KWD LYD OMR TND"}
# code | Chinese | English, many | one | the minor unit
_NAMES = """
AUD | 澳元 | Australian dollars | Australian dollar | cents
BDT | 塔卡 | taka | taka | poisha
BHD | 巴林第纳尔 | Bahraini dinars | Bahraini dinar | fils
BRL | 雷亚尔 | reais | real | centavos
CAD | 加元 | Canadian dollars | Canadian dollar | cents
CHF | 瑞士法郎 | francs | franc | centimes
CNY | 元 | yuan | yuan | fen
EUR | 欧元 | euros | euro | cents
GBP | 英镑 | pounds | pound | pence
HKD | 港元 | Hong Kong dollars | Hong Kong dollar | cents
IDR | 印尼盾 | rupiah | rupiah | sen
INR | 卢比 | rupees | rupee | paise
JOD | 约旦第纳尔 | Jordanian dinars | Jordanian dinar | fils
JPY | 日元 | yen | yen |
KES | 肯尼亚先令 | shillings | shilling | cents
KRW | 韩元 | won | won |
KWD | 科威特第纳尔 | Kuwaiti dinars | Kuwaiti dinar | fils
KZT | 坚戈 | tenge | tenge | tiyn
LKR | 斯里兰卡卢比 | Sri Lankan rupees | Sri Lankan rupee | cents
MNT | 图格里克 | tugrik | tugrik | mongo
MOP | 澳门元 | patacas | pataca | avos
MXN | 墨西哥比索 | Mexican pesos | Mexican peso | centavos
MYR | 林吉特 | ringgit | ringgit | sen
NPR | 尼泊尔卢比 | Nepalese rupees | Nepalese rupee | paisa
NZD | 新西兰元 | New Zealand dollars | New Zealand dollar | cents
PHP | 菲律宾比索 | Philippine pesos | Philippine peso | sentimo
PKR | 巴基斯坦卢比 | Pakistani rupees | Pakistani rupee | paisa
PLN | 兹罗提 | zloty | zloty | groszy
RUB | 卢布 | roubles | rouble | kopeks
SEK | 瑞典克朗 | kronor | krona | ore
SGD | 新加坡元 | Singapore dollars | Singapore dollar | cents
THB | 泰铢 | baht | baht | satang
TND | 突尼斯第纳尔 | Tunisian dinars | Tunisian dinar | millimes
TRY | 土耳其里拉 | lira | lira | kurus
TWD | 新台币元 | New Taiwan dollars | New Taiwan dollar | cents
USD | 美元 | dollars | dollar | cents
VND | 越南盾 | dong | dong |
ZAR | 兰特 | rand | rand | cents
"""


_MINOR_ZH = {
    "avos": "仙",
    "cents": "分",
    "centavos": "分",
    "centimes": "分",
    "fen": "分",
    "fils": "费尔",
    "groszy": "格罗希",
    "kopeks": "戈比",
    "kurus": "库鲁什",
    "millimes": "米利姆",
    "mongo": "蒙戈",
    "ore": "欧尔",
    "paisa": "派沙",
    "paise": "派士",
    "pence": "便士",
    "poisha": "波依沙",
    "satang": "萨当",
    "sen": "仙",
    "sentimo": "分",
    "tiyn": "特因",
}


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency: its code, how many decimals its minor unit is, and its names in Chinese and English (``en`` of many of them,
    ``one`` of one); ``minor`` is what an amount is kept in."""

    code: str
    digits: int
    zh: str
    en: str
    one: str
    minor: str

    @property
    def minor_zh(self) -> str:
        return _MINOR_ZH.get(self.minor, self.zh if self.minor == self.en else "最小货币单位")

    @property
    def base(self) -> int:
        """Minor units in one."""
        return int(10**self.digits)


def _currencies() -> dict[str, Currency]:
    digits = {code: n for n, codes in _DIGITS.items() for code in codes.split()}
    named = {row[0]: row[1:] for row in ([part.strip() for part in line.split("|")] for line in _NAMES.strip().splitlines())}
    found = {}
    for code in _CODES.split():
        zh, en, one, minor = named.get(code, [code, code, code, ""])
        found[code] = Currency(
            code, digits.get(code, 2), zh, en, one, minor or (f"minor units of {code}" if code not in named else en)
        )
    return found


CURRENCIES: Mapping[str, Currency] = MappingProxyType(_currencies())
_SIGNS = "€ EUR|₹ INR|₫ VND|đồng VND|vnđ VND|ksh KES|₱ PHP|฿ THB|₩ KRW|₦ NGN|₸ KZT"
_SIGNS += "|nt$ TWD|hk$ HKD|us$ USD|a$ AUD|c$ CAD|s$ SGD|r$ BRL"
SIGNS: Mapping[str, str] = MappingProxyType(dict(pair.split() for pair in _SIGNS.split("|")))
"""Signs and words that tables write beside figures, and the currency that they mean."""
_SHARED = "$ AUD BBD BSD BZD CAD CLP COP FJD GYD HKD JMD LRD MXN NAD NZD SBD SGD SRD TTD TWD USD UYU XCD"
_SHARED += "|£ EGP FKP GBP GIP SDG SHP SSP SYP|rs INR LKR MUR NPR PKR SCR"
SHARED_SIGNS: Mapping[str, frozenset[str]] = MappingProxyType(
    {sign: frozenset(codes) for sign, *codes in (line.split() for line in _SHARED.split("|"))}
)
"""Signs that several currencies are written with, and these: which of them is meant somebody has to say."""
DEFAULT_CURRENCY = CURRENCIES["CNY"]
