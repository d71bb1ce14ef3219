"""The employment fund, what it paid for, and who was entitled to its instruments."""

from __future__ import annotations

ROWS = (
    (
        "fund",
        "fen",
        """
fund_in_central          | 中央补助到位             | central transfer paid in                 | flow
fund_in_province         | 省级补助到位             | provincial transfer paid in              | flow
fund_in_local            | 本级财政到位             | local budget paid in                     | flow
fund_plan_central        | 中央补助计划             | central transfer planned                 | plan
fund_plan_province       | 省级补助计划             | provincial transfer planned              | plan
fund_plan_local          | 本级财政计划             | local budget planned                     | plan
fund_budget              | 支出预算                 | expenditure budget                       | plan
exp_si_subsidy           | 社会保险补贴支出         | social-insurance subsidies               | flow
exp_training             | 职业培训补贴支出         | training subsidies                       | flow
exp_assessment           | 技能鉴定补贴支出         | assessment subsidies                     | flow
exp_matching             | 职业介绍补贴支出         | job-matching subsidies                   | flow
exp_public_post          | 公益性岗位补贴支出       | public-post subsidies                    | flow
exp_microloan            | 小额贷款贴息支出         | micro-loan interest                      | flow
exp_guarantee            | 担保基金支出             | loan guarantee fund                      | flow
exp_special_policy       | 特定政策补助支出         | special-policy subsidies (one-off)       | flow
exp_capacity             | 服务能力建设支出         | service capacity                         | flow
fund_balance             | 资金结余                 | fund balance                             | stock
project_coded            | 有项目编码和核定预算的支出 | spending with project code and approved line | flow
use_plan                 | 分项用款计划             | spending planned by line                 | plan
use_plan_deviation       | 分项用款偏离额           | deviations from plan by line, without sign | flow
general_expenditure      | 地方一般预算支出         | local general budget expenditure         | flow
general_revenue          | 地方一般预算收入         | local general budget revenue             | flow
fiscal_resources         | 地方可支配财力           | disposable local fiscal resources        | flow
award_money              | 就业援助奖励资金         | award money for employment assistance    | flow
award_money_base         | 用于基层的奖励资金       | of this for grassroots platforms and staff | flow | award_money
""",
    ),
    (
        "fund",
        "persons",
        """
persons_si_subsidy       | 享受社会保险补贴人数     | persons on social-insurance subsidies    | flow
persons_training         | 享受培训补贴人数         | persons with training subsidies          | flow
persons_assessment       | 享受鉴定补贴人数         | persons with assessment subsidies        | flow
persons_matching         | 享受职介补贴人数         | persons with job-matching subsidies      | flow
persons_public_post      | 享受岗位补贴人数         | persons on public-post subsidies         | flow
policy_eligible          | 应享受政策人数           | persons entitled to support              | flow
policy_received          | 实际享受政策人数         | of these who received it                 | flow | policy_eligible
population               | 常住人口                 | resident population                      | stock
""",
    ),
    (
        "fund",
        "items",
        """
issues_due               | 到期应整改问题数         | issues due for rectification             | flow
issues_closed            | 按期整改问题数           | of these closed in time                  | flow | issues_due
""",
    ),
    (
        "assistance",
        "persons",
        """
due_match_sub            | 应享受职业介绍补贴人数   | persons entitled to job-matching subsidies | flow
got_match_sub            | 实际享受职业介绍补贴人数 | of these who received them               | flow | due_match_sub
due_train_sub            | 应享受培训补贴人数       | persons entitled to training subsidies   | flow
got_train_sub            | 实际享受培训补贴人数     | of these who received them               | flow | due_train_sub
due_assess_sub           | 应享受鉴定补贴人数       | persons entitled to assessment subsidies | flow
got_assess_sub           | 实际享受鉴定补贴人数     | of these who received them               | flow | due_assess_sub
due_tax_relief           | 应享受税收优惠人数       | persons entitled to tax relief           | flow
got_tax_relief           | 实际享受税收优惠人数     | of these who received them               | flow | due_tax_relief
due_fee_waiver           | 应享受收费减免人数       | persons entitled to fee waivers          | flow
got_fee_waiver           | 实际享受收费减免人数     | of these who received them               | flow | due_fee_waiver
due_micro_loan           | 应享受小额担保贷款人数   | persons entitled to micro-loans          | flow
got_micro_loan           | 实际享受小额担保贷款人数 | of these who received them               | flow | due_micro_loan
due_si_pubpost           | 应享受公益性岗位社保补贴人数 | persons entitled to public-post insurance subsidies | flow
got_si_pubpost           | 实际享受公益性岗位社保补贴人数 | of these who received them               | flow | due_si_pubpost
due_si_firm              | 应享受企业招用社保补贴人数 | persons entitled to insurance subsidies to enterprises | flow
got_si_firm              | 实际享受企业招用社保补贴人数 | of these who received them               | flow | due_si_firm
due_settle_firm          | 应享受企业安置补贴人数   | persons entitled to settlement subsidies to enterprises | flow
got_settle_firm          | 实际享受企业安置补贴人数 | of these who received them               | flow | due_settle_firm
due_post_sub             | 应享受岗位补贴人数       | persons entitled to post subsidies       | flow
got_post_sub             | 实际享受岗位补贴人数     | of these who received them               | flow | due_post_sub
due_si_flex              | 应享受灵活就业社保补贴人数 | persons entitled to flexible-work insurance subsidies | flow
got_si_flex              | 实际享受灵活就业社保补贴人数 | of these who received them               | flow | due_si_flex
due_startup_sub          | 应享受创业补贴人数       | persons entitled to start-up subsidies   | flow
got_startup_sub          | 实际享受创业补贴人数     | of these who received them               | flow | due_startup_sub
""",
    ),
)
