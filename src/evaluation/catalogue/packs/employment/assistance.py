"""Employment assistance (GZ)."""

from __future__ import annotations

ROWS = (
    (
        "assistance",
        "persons",
        """
assist_eligible          | 普查符合条件人数         | eligible persons found by census         | stock
assist_certified_stock   | 已认定援助对象人数       | certified assistance targets             | stock | assist_eligible
assist_served            | 接受援助服务人数         | targets given assistance                 | stock | assist_certified_stock
assist_unemployed        | 未就业援助对象人数       | unemployed targets                       | stock
assist_certified         | 新认定援助对象人数       | newly certified targets                  | flow
assist_reunemployed      | 重新失业援助对象人数     | targets unemployed again                 | flow
assist_employed          | 实现就业援助对象人数     | targets who found work                   | flow
assist_exited            | 退出援助人数             | targets who left the scope               | flow
assist_employed_stock    | 已就业援助对象人数       | targets in work                          | stock
five_ones_done           | “五个一”齐全人数         | targets with all five ones               | stock | assist_certified_stock
one_card                 | 就业援助卡               | assistance card                          | stock | assist_certified_stock
one_contact              | 爱心联系卡               | contact card                             | stock | assist_certified_stock
one_scheme               | 援助方案                 | assistance scheme                        | stock | assist_certified_stock
one_plan                 | 援助计划                 | assistance plan                          | stock | assist_certified_stock
one_promise              | 援助服务承诺书           | service promise                          | stock | assist_certified_stock
visit_due                | 应走访已就业对象人数     | employed targets due a visit             | flow
visit_done               | 本季上门走访人数         | of these visited at home                 | flow | visit_due
stable_due               | 满六个月就业对象人数     | placed targets, six months past          | flow
stable_done              | 六个月后仍就业人数       | of these still in work                   | flow | stable_due
assist_realname          | 实名信息完整对象         | targets with complete real-name records  | stock | assist_certified_stock
assist_online            | 四类信息联网对象         | targets with all four kinds of record online | stock | assist_certified_stock
assist_briefed           | 接受政策宣讲对象         | targets with a policy briefing           | stock | assist_certified_stock
agreements               | 签订援助协议对象         | targets with an assistance agreement     | stock | assist_certified_stock
certified_registered     | 先登记失业后认定对象     | of the new targets, registered before certified | flow | assist_certified
certified_at_hukou       | 户籍地平台登记对象       | of the new targets, registered where they belong | flow | assist_certified
certified_publicised     | 公示后认定对象           | of the new targets, announced before certified | flow | assist_certified
cards_issued             | 核发援助卡对象           | of the new targets, given a card by the county | flow | assist_certified
chain_identified         | 出现的困难人员           | persons found in need                    | flow
chain_certified          | 其中已认定               | of these certified                       | flow | chain_identified
chain_assisted           | 其中已扶助               | of these assisted                        | flow | chain_certified
chain_employed           | 其中已就业               | of these in work                         | flow | chain_assisted
chain_stable             | 其中已稳定               | of these stable in work                  | flow | chain_employed
three_visits_done        | 完成“三访”人数           | of these with all three kinds of visit   | flow | visit_due
reassist_due             | 应再次援助对象           | targets due to be assisted again         | flow
reassist_done            | 及时再次援助对象         | of these assisted again in time          | flow | reassist_due
stable3_due              | 满三个月就业对象人数     | placed targets, three months past        | flow
stable3_done             | 三个月后仍就业人数       | of these still in work                   | flow | stable3_due
stable12_due             | 满十二个月就业对象人数   | placed targets, twelve months past       | flow
stable12_done            | 十二个月后仍就业人数     | of these still in work                   | flow | stable12_due
public_posts_filled      | 公益性岗位安排人数       | public posts filled                      | flow
public_posts_targets     | 其中安排援助对象         | of these with targets                    | flow | public_posts_filled
survey_sent              | 满意度调查发放人数       | targets asked in the survey              | flow
survey_answers           | 有效答卷人数             | of these who answered                    | flow | survey_sent
survey_satisfied         | 评价满意人数             | of these satisfied                       | flow | survey_answers
assist_staff             | 就业援助工作人员         | assistance staff                         | stock
assist_staff_qualified   | 取得职业资格工作人员     | of these qualified                       | stock | assist_staff
""",
    ),
    (
        "assistance",
        "person-times",
        """
visits                   | 走访人次                 | visits                                   | flow
visits_complete          | “五项情况”记录完整走访   | of these with all five conditions recorded | flow | visits
""",
    ),
    (
        "assistance",
        "items",
        """
subsidy_payments         | 补贴发放笔数             | subsidy payments                         | flow
subsidy_payments_valid   | 两证均有效发放笔数       | of these with both cards valid           | flow | subsidy_payments
status_changes           | 对象状态变动             | changes of a target's status             | flow
status_changes_timely    | 及时更新的变动           | of these entered in time                 | flow | status_changes
cases                    | 首问受理事项             | cases taken by a first-contact officer   | flow
cases_in_time            | 按时办结事项             | of these closed in standard time         | flow | cases
systems_due              | 应建制度                 | rules of work due                        | stock
systems_issued           | 已建制度                 | of these issued                          | stock | systems_due
""",
    ),
    (
        "assistance",
        "days",
        """
ledger_lag               | 变动至更新天数           | days from a change to its entry          | flow
""",
    ),
)
