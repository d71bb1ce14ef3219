"""Each rule of the register means what its clause says: drawn persons, days on both sides of every boundary."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import ibis
import pytest
from drawn_register import judged, listed, register, rules

from evaluation.catalogue.catalogue import catalogue
from evaluation.packs.employment.register.families import B_zero_family, arisen
from evaluation.packs.employment.register.graduates import G1, G2, G3, G4, graduate_clock
from evaluation.packs.guizhou_2010.register.eligibility import (
    A1_4050,
    G5,
    A2_disabled,
    A3_dibao,
    A4_ltu,
    A5_landless,
    A6_grad,
    A7_other,
    age_out,
    eligibility,
    eligible,
    tags_of,
)
from evaluation.packs.guizhou_2010.register.scope import (
    exit_employed_continue_followup,
    exit_not_eligible,
    exit_refusal,
    fee_waiver_end,
    losses,
    placements,
    re_entry,
)
from evaluation.register.states import certified_tags
from evaluation.register.tables import TAGS


def test_every_rule_of_the_register_has_its_test():
    rules_here = [p.code for p in catalogue().parts.values() if ".register." in p.at]
    assert len(rules_here) == 21
    named = Path(__file__).read_text(encoding="utf-8")
    assert [code for code in rules_here if f"def test_{code}(" not in named] == []


def test_eligibility():
    """GZ-2: 进行了失业登记的，有劳动能力和就业愿望…的劳动适龄人员"""
    drawn = register(
        persons="""
        person     | sex    | birth      | able  | willing
        fit        | male   | 1970-01-01 |       |
        unable     | male   | 1970-01-01 | false |
        unwilling  | male   | 1970-01-01 |       | false
        young      | female | 1994-03-02 |       |
        old        | female | 1955-03-02 |       |
        man        | male   | 1955-03-02 |       |
        stranger   | male   | 1970-01-01 |       |
        """,
        registrations="""
        person    | start      | end
        fit       | 2010-01-10 | 2010-06-30
        unable    | 2010-01-10 |
        unwilling | 2010-01-10 |
        young     | 2010-01-10 |
        old       | 2010-01-10 |
        man       | 2010-01-10 |
        working   | 2010-01-10 |
        """,
        employments="""
        person  | start      | end
        working | 2010-03-01 | 2010-03-31
        """,
    )
    judged(
        eligibility,
        drawn,
        """
        fit       | 2010-01-09 => no
        fit       | 2010-01-10 => yes
        fit       | 2010-06-30 => yes
        fit       | 2010-07-01 => no
        unable    | 2010-02-01 => no
        unwilling | 2010-02-01 => no
        young     | 2010-03-01 => no
        young     | 2010-03-02 => yes
        old       | 2010-03-01 => yes
        old       | 2010-03-02 => no
        man       | 2010-03-02 => yes
        working   | 2010-02-28 => yes
        working   | 2010-03-01 => no
        working   | 2010-03-31 => no
        working   | 2010-04-01 => yes
        stranger  | 2010-02-01 => no
    """,
    )


def test_age_out():
    """GZ-2: 劳动适龄人员; where working age ends is a parameter."""
    drawn = register(
        persons="""
        person | sex    | birth
        m      | male   | 1950-05-05
        w      | female | 1955-02-28
    """
    )
    days = """
        m | 2010-05-04 => no
        m | 2010-05-05 => yes
        w | 2010-02-27 => no
        w | 2010-02-28 => yes
    """
    judged(age_out, drawn, days)
    judged(age_out, drawn, days.replace("2010-02-28 => yes", "2010-02-28 => no"), rules(working_age={"women_end": 56}))


def test_A1_4050():
    """GZ-2 (1): 男年满50周岁、女年满40周岁及以上"""
    drawn = register(
        persons="""
        person | sex    | birth
        m      | male   | 1960-06-15
        w      | female | 1970-06-15
        leap   | male   | 1960-02-29
        leap_w | female | 1972-02-29
    """
    )
    judged(
        A1_4050,
        drawn,
        """
        m      | 2010-06-14 => no
        m      | 2010-06-15 => yes
        w      | 2010-06-14 => no
        w      | 2010-06-15 => yes
        leap   | 2010-02-27 => no
        leap   | 2010-02-28 => yes
        leap_w | 2012-02-28 => no
        leap_w | 2012-02-29 => yes
    """,
    )


def test_A2_disabled():
    """GZ-2 (2): 持《残疾证》的残疾失业人员"""
    drawn = register(
        facts="""
        person | kind                   | start      | end
        a      | disability_certificate | 2009-05-01 | 2010-04-30
        b      | father_certificate     | 2009-05-01 |
    """
    )
    judged(
        A2_disabled,
        drawn,
        """
        a | 2009-04-30 => no
        a | 2009-05-01 => yes
        a | 2010-04-30 => yes
        a | 2010-05-01 => no
        b | 2010-01-01 => no
    """,
    )


def test_A3_dibao():
    """GZ-2 (3): 享受最低生活保障的失业人员; whose relative draws it does not draw it."""
    drawn = register(
        persons="""
        person | household
        a      | H1
        kin    | H1
        """,
        facts="""
        person | kind           | start      | end
        a      | minimum_income | 2010-01-01 | 2010-03-31
        """,
    )
    judged(
        A3_dibao,
        drawn,
        """
        a   | 2009-12-31 => no
        a   | 2010-01-01 => yes
        a   | 2010-03-31 => yes
        a   | 2010-04-01 => no
        kin | 2010-02-01 => no
    """,
    )


LONG = {
    "registrations": """
        person | start      | end
        a      | 2009-03-15 |
        leap   | 2008-02-29 |
        b      | 2008-01-01 | 2009-03-31
        b      | 2009-06-01 |
        c      | 2008-01-01 |
    """,
    "employments": """
        person | start      | end
        c      | 2009-04-01 | 2009-04-10
    """,
}
LONG_DAYS = """
        a    | 2010-03-14 => no
        a    | 2010-03-15 => yes
        leap | 2009-02-27 => no
        leap | 2009-02-28 => yes
        b    | 2009-03-31 => yes
        b    | 2009-04-01 => no
        b    | 2010-05-31 => no
        b    | 2010-06-01 => yes
        c    | 2009-03-31 => yes
        c    | 2009-04-10 => no
        c    | 2009-04-11 => no
        c    | 2010-04-10 => no
        c    | 2010-04-11 => yes
"""


def test_A4_ltu():
    """GZ-2 (4): 连续失业一年以上; ten days of work begin the year anew."""
    judged(A4_ltu, register(**LONG), LONG_DAYS)


def test_A5_landless():
    """GZ-2 (5): 失去土地的农民转为城镇户口"""
    drawn = register(
        facts="""
        person | kind           | start
        a      | land_lost      | 2009-01-01
        a      | town_residence | 2010-01-01
        b      | land_lost      | 2009-01-01
        c      | town_residence | 2009-01-01
    """
    )
    judged(
        A5_landless,
        drawn,
        """
        a | 2009-12-31 => no
        a | 2010-01-01 => yes
        b | 2010-01-01 => no
        c | 2010-01-01 => no
    """,
    )


END = date(2010, 6, 30)
GRADUATES = "person\ng1\ng2\ng3\ng4\ng5\nnone"


def test_A6_grad():
    """GZ-2 (6): any of the five kinds, from the day of graduation."""
    drawn = register(
        graduates=GRADUATES,
        registrations="person | start\ng5 | 2009-08-01\nworker | 2009-08-01",
        facts="""
        person | kind                   | start
        g1     | minimum_income         | 2009-01-01
        g2     | student_loan           | 2006-01-01
        g3     | disability_certificate | 2009-01-01
        g4     | family_disaster        | 2007-01-01
        g4     | social_support         | 2007-02-01
        other  | minimum_income         | 2009-01-01
        """,
    )
    judged(
        A6_grad,
        drawn,
        """
        g1     | 2009-06-29 => no
        g1     | 2009-06-30 => yes
        g2     | 2009-06-30 => yes
        g3     | 2009-06-30 => yes
        g4     | 2009-06-30 => yes
        g5     | 2010-07-31 => no
        g5     | 2010-08-01 => yes
        none   | 2010-08-01 => no
        worker | 2010-08-01 => no
        other  | 2010-08-01 => no
    """,
    )


def test_A7_other():
    """GZ-2 (7): 省人民政府确定的其他就业困难人员; which groups is a parameter."""
    drawn = register(
        facts="""
        person | kind  | code   | start
        a      | other | hero   | 2010-01-01
        b      | other | driver | 2010-01-01
    """
    )
    judged(A7_other, drawn, "a | 2009-12-31 => no\na | 2010-01-01 => yes\nb | 2010-01-01 => no")
    judged(A7_other, drawn, "a | 2010-01-01 => no\nb | 2010-01-01 => no", rules(other_groups={"codes": []}))


HOME = {
    "households": "household | urban\nH1 |\nH2 | false\nH3 |\nH4 |",
    "persons": """
        person | birth      | household | able
        a      | 1970-01-01 | H1        |
        b      | 1972-01-01 | H1        |
        child  | 1996-04-04 | H1        |
        aged   | 1949-01-01 | H1        |
        rural  | 1970-01-01 | H2        |
        c      | 1970-01-01 | H3        |
        ill    | 1970-01-01 | H3        | false
        idle   | 1970-01-01 | H4        |
        d      | 1970-01-01 | H4        |
        alone  | 1970-01-01 |           |
    """,
    "registrations": """
        person | start      | end
        a      | 2010-01-01 |
        b      | 2010-02-01 | 2010-06-30
        rural  | 2010-01-01 |
        c      | 2010-01-01 |
        d      | 2010-01-01 |
        alone  | 2010-01-01 |
    """,
    "employments": "person | start\nb | 2010-07-01",
}


def test_B_zero_family():
    """GZ-2: 法定劳动年龄内的家庭人员均处于失业状况的城市居民家庭中的登记失业人员"""
    drawn = register(**HOME)
    days = """
        a     | 2010-01-31 => no
        a     | 2010-02-01 => yes
        b     | 2010-02-01 => yes
        a     | 2010-06-30 => yes
        a     | 2010-07-01 => no
        child | 2010-02-01 => no
        aged  | 2010-02-01 => no
        rural | 2010-02-01 => no
        c     | 2010-02-01 => no
        d     | 2010-02-01 => no
        alone | 2010-02-01 => no
    """
    judged(B_zero_family, drawn, days)
    able = days.replace("c     | 2010-02-01 => no", "c     | 2010-02-01 => yes")
    judged(B_zero_family, drawn, able, rules(zero_family={"members": "able"}))
    judged(B_zero_family, drawn, "a | 2012-04-03 => no\na | 2012-04-04 => no")


def test_a_child_that_comes_of_age_ends_the_family_of_the_unemployed():
    """GZ-2: 法定劳动年龄内的家庭人员均: at 16 the child counts, and is not registered."""
    drawn = register(
        persons="person | birth | household\na | 1970-01-01 | H1\nchild | 1994-04-04 | H1",
        registrations="person | start\na | 2010-01-01",
    )
    judged(B_zero_family, drawn, "a | 2010-04-03 => yes\na | 2010-04-04 => no")


def test_a_family_becomes_one_when_its_last_unemployed_member_registers():
    """HB-4: 对新产生的“零就业家庭”; registered again while it is one, it does not become one anew."""
    drawn = register(
        persons="person | household\na | H1\nb | H1\nc | H2\nd | H3\ne | H3",
        registrations="""
        person | start      | end
        a      | 2010-01-01 |
        b      | 2010-03-05 | 2010-05-31
        b      | 2010-09-01 |
        c      | 2010-02-02 |
        d      | 2010-01-01 |
        """,
        employments="person | start | end\nb | 2010-06-01 | 2010-08-20",
    )
    found = listed(arisen(drawn, rules()), "household", "arose")
    assert found == [("H1", "2010-03-05"), ("H1", "2010-09-01"), ("H2", "2010-02-02")]


def test_G1():
    """GZ-2 (6) ①: 城镇零就业家庭或享受最低生活保障家庭的高校毕业生"""
    drawn = register(
        households="household | urban\nH1 |\nH2 | false\nH3 |",
        persons="person | household\nzero | H1\nrural | H2\npoor | H3\nmother | H3\nself |\nnone |",
        graduates="person\nzero\nrural\npoor\nself\nnone",
        registrations="person | start\nzero | 2010-01-01\nrural | 2010-01-01",
        facts="person | kind | start\nmother | minimum_income | 2010-01-01\nself | minimum_income | 2010-01-01",
    )
    judged(
        G1,
        drawn,
        """
        zero   | 2009-12-31 => no
        zero   | 2010-01-01 => yes
        rural  | 2010-01-01 => no
        poor   | 2009-12-31 => no
        poor   | 2010-01-01 => yes
        mother | 2010-01-01 => no
        self   | 2010-01-01 => yes
        none   | 2010-01-01 => no
    """,
    )


def test_G2():
    """GZ-2 (6) ②: 在校期间申请并获得了助学贷款"""
    drawn = register(
        graduates="""
        person | entered    | graduated
        a      | 2005-09-01 | 2009-06-30
        early  | 2005-09-01 | 2009-06-30
        first  | 2005-09-01 | 2009-06-30
        last   | 2005-09-01 | 2009-06-30
        after  | 2005-09-01 | 2009-06-30
        none   | 2005-09-01 | 2009-06-30
        """,
        facts="""
        person | kind         | start      | end
        a      | student_loan | 2006-01-01 | 2007-01-01
        early  | student_loan | 2005-08-31 |
        first  | student_loan | 2005-09-01 |
        last   | student_loan | 2009-06-30 |
        after  | student_loan | 2009-07-01 |
        pupil  | student_loan | 2006-01-01 |
        """,
    )
    judged(
        G2,
        drawn,
        """
        a     | 2009-06-29 => no
        a     | 2009-06-30 => yes
        early | 2010-01-01 => no
        first | 2010-01-01 => yes
        last  | 2010-01-01 => yes
        after | 2010-01-01 => no
        none  | 2010-01-01 => no
        pupil | 2010-01-01 => no
    """,
    )


def test_G3():
    """GZ-2 (6) ③: 父母双方(单方)持《残疾证》,全部或部分丧失劳动能力或本人持《残疾证》: two readings of the comma."""
    drawn = register(
        graduates="person\nown\nboth\npaper\nlost\nmixed\nnone",
        facts="""
        person | kind                   | start      | end
        own    | disability_certificate | 2010-01-01 |
        both   | mother_certificate     | 2009-01-01 | 2010-03-31
        both   | mother_incapable       | 2010-01-01 |
        paper  | father_certificate     | 2009-01-01 |
        lost   | father_incapable       | 2009-01-01 |
        mixed  | father_certificate     | 2009-01-01 |
        mixed  | mother_incapable       | 2009-01-01 |
        """,
    )
    days = """
        own   | 2009-12-31 => no
        own   | 2010-01-01 => yes
        both  | 2010-01-01 => yes
        both  | 2010-03-31 => yes
        paper | 2010-01-01 => {paper}
        lost  | 2010-01-01 => {lost}
        mixed | 2010-01-01 => {mixed}
        both  | 2009-12-31 => {before}
        none  | 2010-01-01 => no
    """
    judged(G3, drawn, days.format(paper="no", lost="no", mixed="no", before="no"))
    either = rules(disabled_parents={"reading": "either"})
    judged(G3, drawn, days.format(paper="yes", lost="yes", mixed="yes", before="yes"), either)


def test_G4():
    """GZ-2 (6) ④: 在校期间家庭发生重大变故或灾难，经民政部门认定属社会扶助对象"""
    drawn = register(
        graduates="person\na\nlate\nunsupported\nquiet",
        facts="""
        person      | kind            | start
        a           | family_disaster | 2009-06-30
        a           | social_support  | 2009-09-01
        late        | family_disaster | 2009-07-01
        late        | social_support  | 2009-09-01
        unsupported | family_disaster | 2008-01-01
        quiet       | social_support  | 2008-01-01
        """,
    )
    judged(
        G4,
        drawn,
        """
        a           | 2009-08-31 => no
        a           | 2009-09-01 => yes
        late        | 2010-01-01 => no
        unsupported | 2010-01-01 => no
        quiet       | 2010-01-01 => no
    """,
    )


def test_G5():
    """GZ-2 (6) ⑤: 登记失业一年以上仍未就业的高校毕业生"""
    drawn = register(**LONG, graduates="person | entered | graduated\na | 2005-09-01 | 2009-01-31\nc | 2005-09-01 | 2009-01-31")
    judged(G5, drawn, "".join(line for line in LONG_DAYS.splitlines(True) if line.strip()[:2] in ("a ", "c ")))
    judged(G5, drawn, "leap | 2009-02-28 => no\nb | 2010-06-01 => no")


TARGETS = "person | certified | exited | exit_reason | region\n"


def test_exit_not_eligible():
    """GZ-4: 对不再符合条件的人员退出援助范围; who is in work is not dropped for that."""
    drawn = register(
        certifications=TARGETS
        + """
        still   | 2010-01-01 |            |              |
        cured   | 2010-01-01 |            |              |
        busy    | 2010-01-01 |            |              |
        out     | 2010-01-01 | 2010-04-01 | not_eligible |
        """.strip(),
        registrations="""
        person | start      | end
        still  | 2009-12-01 |
        cured  | 2009-12-01 |
        busy   | 2009-12-01 | 2010-05-31
        out    | 2009-12-01 |
        """,
        facts="""
        person | kind           | start      | end
        still  | minimum_income | 2009-12-01 |
        cured  | minimum_income | 2009-12-01 | 2010-03-31
        busy   | minimum_income | 2009-12-01 | 2010-03-31
        out    | minimum_income | 2009-12-01 | 2010-03-31
        """,
        employments="person | start\nbusy | 2010-04-01",
    )
    judged(
        exit_not_eligible,
        drawn,
        """
        still | 2010-04-01 => no
        cured | 2010-03-31 => no
        cured | 2010-04-01 => yes
        busy  | 2010-04-01 => no
        out   | 2010-04-01 => no
        cured | 2009-12-31 => no
    """,
    )


def test_exit_refusal():
    """GZ-4: 对无正当理由不接受就业援助服务…的人员; how often is a parameter."""
    drawn = register(
        certifications=TARGETS + "a | 2010-02-01 | | |\nb | 2010-02-01 | | |\nc | 2010-02-01 | | |",
        services="""
        person | date       | kind     | answer
        a      | 2010-01-31 | training | refused
        a      | 2010-03-01 | training | refused
        a      | 2010-04-01 | training | refused
        b      | 2010-03-01 | training | refused_with_reason
        b      | 2010-04-01 | training | refused
        c      | 2010-04-01 | training | refused
        c      | 2010-04-01 | training | refused
        d      | 2010-04-01 | training | refused
        d      | 2010-04-02 | training | refused
        """,
    )
    judged(
        exit_refusal,
        drawn,
        """
        a | 2010-03-31 => no
        a | 2010-04-01 => yes
        b | 2010-05-01 => no
        c | 2010-04-01 => yes
        d | 2010-05-01 => no
    """,
    )
    judged(exit_refusal, drawn, "a | 2010-05-01 => no\nb | 2010-05-01 => no", rules(refusals={"count": 3}))


def test_exit_employed_continue_followup():
    """GZ-1, GZ-18: 确保已就业的援助对象切实享受政策扶持; targets in work stay targets."""
    drawn = register(
        certifications=TARGETS + "a | 2010-02-01 | | |\nb | 2010-02-01 | 2010-03-01 | moved |",
        employments="person | start | end\na | 2010-02-10 | 2010-04-30\nb | 2010-02-10 |\nc | 2010-02-10 |",
    )
    judged(
        exit_employed_continue_followup,
        drawn,
        """
        a | 2010-02-09 => no
        a | 2010-02-10 => yes
        a | 2010-04-30 => yes
        a | 2010-05-01 => no
        b | 2010-02-28 => yes
        b | 2010-03-01 => no
        c | 2010-03-01 => no
    """,
    )


def test_placed_and_lost_are_changes_of_state_and_not_of_employer():
    """GZ-18: 对重新失业的; who changes from one employer to the next is not placed, and not unemployed again."""
    drawn = register(
        certifications=TARGETS + "a | 2010-02-01 | | | R2\nb | 2010-02-01 | 2010-05-01 | died |",
        employments="""
        person | start      | end
        a      | 2010-02-01 | 2010-03-31
        a      | 2010-03-15 | 2010-04-30
        a      | 2010-05-01 | 2010-05-31
        a      | 2010-06-02 |
        b      | 2010-03-01 | 2010-04-30
        c      | 2010-03-01 | 2010-04-30
        """,
    )
    placed = [("a", "2010-02-01", "R2"), ("a", "2010-06-02", "R2"), ("b", "2010-03-01", "R1")]
    assert listed(placements(drawn), "person", "on", "region") == placed
    assert listed(losses(drawn), "person", "on", "region") == [("a", "2010-06-01", "R2")]


def test_re_entry():
    """GZ-18: 对重新失业的，要及时提供再次援助; how soon is a parameter."""
    lost = "certified | person\n"
    drawn = register(
        certifications=lost + "".join(f"2010-01-01 | {p}\n" for p in ("first", "last", "late", "early", "refuser", "none")),
        employments="person | start | end\n"
        + "".join(f"{p} | 2010-02-01 | 2010-04-30\n" for p in ("first", "last", "late", "early", "refuser", "none")),
        services="""
        person  | date       | kind     | answer
        first   | 2010-05-01 | guidance |
        last    | 2010-05-31 | guidance |
        late    | 2010-06-01 | guidance |
        early   | 2010-04-30 | guidance |
        refuser | 2010-05-10 | guidance | refused
        """,
    )
    found = listed(re_entry(drawn, rules()), "person", "lost", "deadline", "done")
    done = {"first": "true", "last": "true"}
    assert found == [
        (p, "2010-05-01", "2010-05-31", done.get(p, "false")) for p in ("early", "first", "last", "late", "none", "refuser")
    ]


def test_fee_waiver_end():
    """GZ-10: 政策扶持期限最长不超过3年; from the first waiver on, and the day three years later is one too many."""
    drawn = register(
        cut_off="2011-03-01",
        waivers="""
        person | start      | end
        just   | 2008-01-01 | 2010-12-31
        over   | 2008-01-01 | 2011-01-01
        again  | 2007-01-01 | 2008-12-31
        again  | 2009-06-01 | 2010-05-31
        open   | 2008-03-02 |
        opened | 2008-03-01 |
        leap   | 2008-02-29 | 2011-02-27
        """,
    )
    assert listed(fee_waiver_end(drawn, rules()), "person", "begun", "ends", "over") == [
        ("again", "2007-01-01", "2010-01-01", "true"),
        ("just", "2008-01-01", "2011-01-01", "false"),
        ("leap", "2008-02-29", "2011-02-28", "false"),
        ("open", "2008-03-02", "2011-03-02", "false"),
        ("opened", "2008-03-01", "2011-03-01", "true"),
        ("over", "2008-01-01", "2011-01-01", "true"),
    ]


def test_graduate_clock():
    """HB-5: 3个月内免费提供一次政策咨询和职业指导、三次基本适合的岗位信息"""
    full = [("consultation", 1), ("guidance", 2), ("offer", 3), ("offer", 3), ("offer", 3)]
    short = {"no_guidance": ("guidance",), "no_consultation": ("consultation",)}
    people = ("full", *short, "two", "unsuitable", "paid", "last_day", "late", "early", "left", "nobody")
    services = []
    for person in people:
        for number, (kind, month) in enumerate(full):
            if kind in short.get(person, ()) or person == "nobody" or (person == "two" and number == 4):
                continue
            row = {"person": person, "kind": kind, "date": f"2010-0{month + 6}-20", "suitable": "true"}
            if number == 4:
                row |= {
                    "unsuitable": {"suitable": "false"},
                    "paid": {"free": "false"},
                    "last_day": {"date": "2010-10-01"},
                    "late": {"date": "2010-10-02"},
                    "early": {"date": "2010-06-30"},
                }.get(person, {})
            services.append(row)
    drawn = register(
        graduates="person\n" + "\n".join((*people, "student")),
        registrations=[{"person": p, "start": "2010-07-01", "end": "2010-09-30" if p == "left" else ""} for p in people]
        + [{"person": "student", "start": "2009-06-29"}, {"person": "worker", "start": "2010-07-01"}],
        services=services,
    )
    found = listed(graduate_clock(drawn, rules()), "person", "deadline", "done")
    assert found == sorted((p, "2010-10-01", str(p in ("full", "last_day")).lower()) for p in people if p != "left")


def test_three_months_from_the_end_of_november_end_with_february():
    """HB-5: 3个月内; a month without the day ends the term on its last day."""
    drawn = register(graduates="person\na", registrations="person | start\na | 2010-11-30")
    assert listed(graduate_clock(drawn, rules()), "deadline") == [("2011-02-28",)]


def test_several_tags_stay_several_and_the_person_counts_once_under_the_foremost():
    drawn = register(
        certifications="""
        person | certified  | exited     | exit_reason | tags                      | region
        a      | 2010-01-01 |            |             | A4_ltu A1_4050 A2_disabled | R1
        b      | 2010-01-01 |            |             | A4_ltu                    | R2
        gone   | 2010-01-01 | 2010-06-30 | moved       | A4_ltu                    | R2
    """
    )
    found = listed(certified_tags(drawn, END, rules()), "person", "tag", "first")
    assert found == [("a", "A1_4050", "false"), ("a", "A2_disabled", "true"), ("a", "A4_ltu", "false"), ("b", "A4_ltu", "true")]
    reverse = rules(order={"tags": list(reversed(rules().order.tags))})
    found = listed(certified_tags(drawn, END, reverse), "person", "tag", "first")
    assert [row for row in found if row[2] == "true"] == [("a", "A4_ltu", "true"), ("b", "A4_ltu", "true")]


def test_nobody_is_eligible_without_a_category_and_tags_need_the_preconditions():
    drawn = register(
        persons="person | birth\nyoung | 1990-01-01\nold | 1955-01-01\nworker | 1955-01-01",
        registrations="person | start\nyoung | 2010-05-01\nold | 2010-05-01",
    )
    judged(eligible, drawn, "young | 2010-06-01 => no\nold | 2010-06-01 => yes\nworker | 2010-06-01 => no")
    asked = drawn["persons"].select("person", on=ibis.date("2010-06-01"))
    assert listed(tags_of(drawn, asked, rules()), "person", "tag") == [("old", "A1_4050")]


@pytest.mark.parametrize("wrong", [TAGS[:-1], (*TAGS, "A1_4050"), (*TAGS[:-1], "B_zero")])
def test_an_order_names_each_category_once(wrong):
    with pytest.raises(ValueError, match="category"):
        rules(order={"tags": list(wrong)})
