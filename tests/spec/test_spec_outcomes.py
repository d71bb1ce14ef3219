# ruff: noqa: E501  (drawn tables are as wide as their columns)
"""HB-20 将培训就业率、创业成功率、职业介绍成功率、技能鉴定合格率、援助对象就业率、享受失业保险和城市最低生活保障人数下降率、
万元就业再就业资金促进就业人数等纳入绩效评价体系。

Every rate keeps numerator and denominator; the whole is sum over sum of the regions that have both.
"""

from __future__ import annotations

from drawn import measured, share_drawn


def test_train_emp_rate():
    """HB-20 培训就业率; HB-7 提高培训的针对性、实用性和就业率; of completers, of participants, and without a window"""
    measured(
        "train_emp_rate",
        """
        region | period | mature_reemp | mature_rural | mature_employed_reemp | mature_employed_rural | mature_participants | mature_participants_employed | participants | participants_employed => of_completers [%] | of_participants [%] | to_date [%]
        A      | 2007   | 60           | 20           | 15                    | 8                     | 100                 | 25                           | 120          | 60                    => 28.75 (23/80)     | 25 (25/100)         | 50 (60/120)
        B      | 2007   | 100          | 220          | 120                   | 40                    | 400                 | 160                          | 480          | 120                   => 50 (160/320)      | 40 (160/400)        | 25 (120/480)
        C      | 2007   | 0            | 0            | 0                     | 0                     | 0                   | 0                            | 0            | 0                     => not_applicable    | not_applicable      | not_applicable
        D      | 2007   | 50           |              | 20                    | 7                     | 80                  |                              | 80           |                       => missing           | missing             | missing
        P      | 2007   |              |              |                       |                       |                     |                              |              |                       => 45.75 (183/400)   | 37 (185/500)        | 30 (180/600)
        """,
    )


def test_startup_success_rate():
    """HB-20 创业成功率; licensed or alive twelve months after passing, or started when counted"""
    measured(
        "startup_success_rate",
        """
        region | period | mature_startup | mature_started_startup | mature_alive_startup | passed_startup | started_startup => licensed [%]   | alive [%]      | to_date [%]
        A      | 2007   | 30             | 20                     | 15                   | 50             | 20              => 200/3 (20/30)  | 50 (15/30)     | 40 (20/50)
        B      | 2007   | 10             | 0                      | 0                    | 30             | 4               => 0 (0/10)       | 0 (0/10)       | 40/3 (4/30)
        C      | 2007   | 0              | 0                      | 0                    | 0              | 0               => not_applicable | not_applicable | not_applicable
        D      | 2007   | 10             |                        |                      | 8              |                 => missing        | missing        | missing
        P      | 2007   |                |                        |                      |                |                 => 50 (20/40)     | 37.5 (15/40)   | 30 (24/80)
        """,
    )


def test_startup_survival_rate():
    """HB-20 创业成功率; of the businesses licensed, those alive twelve months after"""
    share_drawn("startup_survival_rate", "mature_alive_startup", "mature_started_startup")


def test_startup_jobs_per_starter():
    """HB-11 发挥促进就业的倍增效应; jobs in the businesses over those who started them; it may pass one"""
    measured(
        "startup_jobs_per_starter",
        """
        region | period | mature_started_startup | startup_jobs => only [ratio]
        A      | 2007   | 20                     | 70           => 3.5 (70/20)
        B      | 2007   | 30                     | 30           => 1 (30/30)
        C      | 2007   | 0                      | 0            => not_applicable
        D      | 2007   | 5                      |              => missing
        P      | 2007   |                        |              => 2 (100/50)
        """,
    )


def test_jobmatch_success_rate():
    """HB-20 职业介绍成功率; persons placed of persons registered, successful referrals of referrals made, or vacancies filled"""
    measured(
        "jobmatch_success_rate",
        """
        region | period | jobseekers | jobseekers_placed | referrals 万人次 | referrals_placed 万人次 | vacancies | vacancies_filled => persons [%]    | referrals [%]                  | vacancies [%]
        A      | 2007   | 1000       | 400               | 522.7         | 44.1                 | 800       | 500              => 40 (400/1000)  | 44100/5227 (441 000/5 227 000) | 62.5 (500/800)
        B      | 2007   | 0          | 0                 | 0             | 0                    | 0         | 0                => not_applicable | not_applicable                 | not_applicable
        C      | 2007   |            | 30                |               | 1                    |           | 7                => missing        | missing                        | missing
        P      | 2007   |            |                   |               |                      |           |                  => 40 (400/1000)  | 44100/5227 (441 000/5 227 000) | 62.5 (500/800)
        """,
    )


def test_vacancy_ratio():
    """HB-20 职业介绍成功率 is read beside it: vacant places for each job-seeker (求人倍率)"""
    measured(
        "vacancy_ratio",
        """
        region | period | jobseekers | vacancies => only [ratio]
        A      | 2007   | 1000       | 900       => 0.9 (900/1000)
        B      | 2007   | 200        | 300       => 1.5 (300/200)
        C      | 2007   | 0          | 0         => not_applicable
        D      | 2007   |            | 5         => missing
        P      | 2007   |            |           => 1 (1200/1200)
        """,
    )


def test_cert_pass_rate():
    """HB-20 技能鉴定合格率; passed of assessed"""
    measured(
        "cert_pass_rate",
        """
        region | period | assessed | assessed_passed => only [%]
        A      | 2007   | 80       | 23              => 28.75 (23/80)
        B      | 2007   | 20       | 20              => 100 (20/20)
        C      | 2007   | 0        | 0               => not_applicable
        D      | 2007   | *        | 12              => suppressed
        E      | 2007   |          | 12              => missing
        P      | 2007   |          |                 => 43 (43/100)
        """,
    )


def test_target_group_emp_rate():
    """HB-20 援助对象就业率; GZ-17 提高援助对象的就业率"""
    measured(
        "target_group_emp_rate",
        """
        region | period | assist_unemployed | assist_certified | assist_reunemployed | assist_employed | assist_employed_stock => flow [%]       | stock [%]
        A      | 2010Q2 | 100               |                  |                     |                 | 300                   => missing        | 75 (300/400)
        A      | 2010Q3 | 60                | 40               | 10                  | 90              | 390                   => 60 (90/150)    | 260/3 (390/450)
        B      | 2010Q2 | 20                |                  |                     |                 | 5                     => missing        | 20 (5/25)
        B      | 2010Q3 | 40                | 30               | 0                   | 10              | 10                    => 20 (10/50)     | 20 (10/50)
        C      | 2010Q2 | 0                 |                  |                     |                 | 0                     => missing        | not_applicable
        C      | 2010Q3 | 0                 | 0                | 0                   | 0               | 0                     => not_applicable | not_applicable
        D      | 2010Q3 | 8                 | 1                | 0                   | 1               |                       => missing        | missing
        P      | 2010Q3 |                   |                  |                     |                 |                       => 50 (100/200)   | 80 (400/500)
        """,
    )


def _decline(code: str, stock: str, months: str) -> None:
    measured(
        code,
        f"""
        region | period | {stock} | {months} => year_end [%]   | annual_mean [%]
        A      | 2006   | 200     | 2400     => missing        | missing
        A      | 2007   | 150     | 2000     => 25 (50/200)    | 50/3 (400/2400)
        B      | 2006   | 100     | 1600     => missing        | missing
        B      | 2007   | 130     | 1700     => -30 (-30/100)  | -6.25 (-100/1600)
        C      | 2006   | 0       | 0        => missing        | missing
        C      | 2007   | 5       | 10       => not_applicable | not_applicable
        D      | 2007   | 80      | 900      => missing        | missing
        P      | 2007   |         |          => 20/3 (20/300)  | 7.5 (300/4000)
        """,
    )


def test_ui_recipients_decline():
    """HB-20 享受失业保险…人数下降率; a rise is a negative decline and is not floored here"""
    _decline("ui_recipients_decline", "ui_recipients", "ui_recipient_months")


def test_ui_recipients_decline_within_a_year_compares_the_same_months_of_the_year_before():
    measured(
        "ui_recipients_decline",
        """
        region | period | ui_recipients | ui_recipient_months => year_end [%]   | annual_mean [%]
        A      | 2006Q1 | 210           | 610                 => missing        | missing
        A      | 2006Q2 | 200           | 600                 => missing        | missing
        A      | 2006Q3 | 500           | 700                 => missing        | missing
        A      | 2007Q1 | 180           | 540                 =>                |
        A      | 2007Q2 | 150           | 450                 => 25 (50/200)    | 200/11 (220/1210)
        B      | 2006Q1 | 0             | 0                   => missing        | missing
        B      | 2006Q2 | 0             | 0                   => missing        | missing
        B      | 2007Q1 | 0             | 0                   => not_applicable | not_applicable
        B      | 2007Q2 | 0             | 0                   => not_applicable | not_applicable
        P      | 2007Q2 |               |                     => 25 (50/200)    | 200/11 (220/1210)
        """,
    )


def test_dibao_recipients_decline():
    """HB-20 享受…城市最低生活保障人数下降率; also of those able to work only"""
    measured(
        "dibao_recipients_decline",
        """
        region | period | dibao_recipients | dibao_recipient_months | dibao_working_age => year_end [%]   | annual_mean [%]   | working_age [%]
        A      | 2006   | 200              | 2400                   | 100               => missing        | missing           | missing
        A      | 2007   | 150              | 2000                   | 60                => 25 (50/200)    | 50/3 (400/2400)   | 40 (40/100)
        B      | 2006   | 100              | 1600                   | 50                => missing        | missing           | missing
        B      | 2007   | 130              | 1700                   | 75                => -30 (-30/100)  | -6.25 (-100/1600) | -50 (-25/50)
        C      | 2006   | 0                | 0                      | 0                 => missing        | missing           | missing
        C      | 2007   | 5                | 10                     | 3                 => not_applicable | not_applicable    | not_applicable
        D      | 2007   | 80               | 900                    | 40                => missing        | missing           | missing
        P      | 2007   |                  |                        |                   => 20/3 (20/300)     | 7.5 (300/4 000)   | 10 (15/150)
        """,
    )


def test_emp_per_10k_yuan():
    """HB-20 万元就业再就业资金促进就业人数; persons per 10,000 yuan of all nine kinds of spending: those a payment reached, or all"""
    measured(
        "emp_per_10k_yuan",
        """
        region | period | fund_helped | reemp_laidoff | exp_si_subsidy 万元 | exp_training 万元 | exp_assessment 万元 | exp_matching 万元 | exp_public_post 万元 | exp_microloan 万元 | exp_guarantee 万元 | exp_special_policy 万元 | exp_capacity 万元 => attributed [persons/10k yuan] | territory [persons/10k yuan]
        A      | 2007   | 30          | 90            | 30                | 10              | 5                 | 5               | 5                  | 1                | 1                | 2                     | 1               => 0.5 (30/60 000 000)           | 1.5 (90/60 000 000)
        B      | 2007   | 50          | 50            | 0                 | 0               | 0                 | 0               | 0                  | 0                | 0                | 0                     | 0               => not_applicable                | not_applicable
        C      | 2007   | 50          | 50            | 30                | 10              | 5                 | 5               | 5                  | 1                | 1                | 2                     |                 => missing                       | missing
        D      | 2007   | 10          | 10            | 40                | 0               | 0                 | 0               | 0                  | 0                | 0                | 0                     | 0               => 0.25 (10/40 000 000)          | 0.25 (10/40 000 000)
        P      | 2007   |             |               |                   |                 |                   |                 |                    |                  |                  |                       |                 => 0.4 (40/100 000 000)          | 1 (100/100 000 000)
        """,
    )


def test_benefit_reemp_rate():
    """HB-17 努力提高其再就业率,享受待遇期间再就业率不低于40%"""
    measured(
        "benefit_reemp_rate",
        """
        region | period | ui_recipients | ui_new_recipients | ui_ended | ui_reemployed | mature_ui_entrants | mature_ui_reemployed => of_recipients [%] | of_ended [%]      | of_entrants [%]
        A      | 2006   | 400           |                   |          |               |                    |                      => missing           | missing           | missing
        A      | 2007   | 300           | 600               | 700      | 420           | 500                | 250                  => 42 (420/1000)     | 60 (420/700)      | 50 (250/500)
        B      | 2006   | 100           |                   |          |               |                    |                      => missing           | missing           | missing
        B      | 2007   | 120           | 100               | 80       | 36            | 100                | 20                   => 18 (36/200)       | 45 (36/80)        | 20 (20/100)
        C      | 2006   | 0             |                   |          |               |                    |                      => missing           | missing           | missing
        C      | 2007   | 0             | 0                 | 0        | 0             | 0                  | 0                    => not_applicable    | not_applicable    | not_applicable
        D      | 2007   | 50            | 20                |          | 9             | 9                  |                      => missing           | missing           | missing
        P      | 2007   |               |                   |          |               |                    |                      => 38 (456/1200)     | 1520/26 (456/780) | 45 (270/600)
        """,
    )


def test_benefit_reemp_rate_of_a_quarter_is_a_rolling_year():
    """HB-17 is judged on the year or on twelve rolling months, never on one quarter"""
    measured(
        "benefit_reemp_rate",
        """
        region | period | ui_recipients | ui_new_recipients | ui_ended | ui_reemployed | mature_ui_entrants | mature_ui_reemployed => of_recipients [%] | of_ended [%]   | of_entrants [%]
        A      | 2006Q1 | 80            | 5                 | 5        | 5             |                    |                      => missing           | missing        |
        A      | 2006Q2 | 90            | 10                | 20       | 10            |                    |                      => missing           | missing        |
        A      | 2006Q3 | 90            | 10                | 20       | 10            |                    |                      => missing           | missing        |
        A      | 2006Q4 | 90            | 10                | 20       | 10            |                    |                      => missing           | 700/13 (35/65) |
        A      | 2007Q1 | 90            | 10                | 40       | 20            | 40                 | 10                   => 125/3 (50/120)    | 50 (50/100)    | 25 (10/40)
        B      | 2007Q1 | 10            | 10                | 10       | 10            | 5                  |                      => missing           | missing        | missing
        C      | 2006Q1 | 0             | 0                 | 0        | 0             |                    |                      => missing           | missing        |
        C      | 2006Q2 | 0             | 0                 | 0        | 0             |                    |                      => missing           | missing        |
        C      | 2006Q3 | 0             | 0                 | 0        | 0             |                    |                      => missing           | missing        |
        C      | 2006Q4 | 0             | 0                 | 0        | 0             |                    |                      => missing           | not_applicable |
        C      | 2007Q1 | 0             | 0                 | 0        | 0             | 0                  | 0                    => not_applicable    | not_applicable | not_applicable
        P      | 2007Q1 |               |                   |          |               |                    |                      => 125/3 (50/120)    | 50 (50/100)    | 25 (10/40)
        """,
    )


def test_zerofam_3m_rate():
    """HB-4 对新产生的“零就业家庭”在三个月内必须解决; of the families whose three months end in the period"""
    measured(
        "zerofam_3m_rate",
        """
        region | period | zerofam_due | zerofam_solved | zerofam_recog_due | zerofam_recog_solved => from_arising [%] | from_recognition [%]
        A      | 2007   | 8           | 8              | 10                | 10                   => 100 (8/8)        | 100 (10/10)
        B      | 2007   | 12          | 11             | 15                | 14                   => 275/3 (11/12)    | 280/3 (14/15)
        C      | 2007   | 0           | 0              | 0                 | 0                    => not_applicable   | not_applicable
        D      | 2007   | 3           |                | 3                 |                      => missing          | missing
        P      | 2007   |             |                |                   |                      => 95 (19/20)       | 96 (24/25)
        """,
    )


def test_zerofam_recognition_lag():
    """HB-4 新产生的“零就业家庭”; mean days from the last member's registration to the family's recognition"""
    measured(
        "zerofam_recognition_lag",
        """
        region | period | zerofam_recognised | zerofam_lag => only [days]
        A      | 2007   | 8                  | 100         => 12.5 (100/8)
        B      | 2007   | 2                  | 60          => 30 (60/2)
        C      | 2007   | 0                  | 0           => not_applicable
        D      | 2007   | 3                  |             => missing
        P      | 2007   |                    |             => 16 (160/10)
        """,
    )


def test_unemp_rate_reg():
    """HB-0 城镇登记失业率控制在4.5%以内; the long denominator is delivered, the short one is built"""
    measured(
        "unemp_rate_reg",
        """
        region | period | reg_unemployed | unemp_base_long | urban_employed => long [%]       | short [%]
        A      | 2007   | 45             | 1000            | 855            => 4.5 (45/1000)  | 5 (45/900)
        B      | 2007   | 15             | 500             | 85             => 3 (15/500)     | 15 (15/100)
        C      | 2007   | 0              | 0               | 0              => not_applicable | not_applicable
        D      | 2007   | 10             |                 |                => missing        | missing
        P      | 2007   |                |                 |                => 4 (60/1500)    | 6 (60/1000)
        """,
    )
