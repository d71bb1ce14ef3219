"""Jobs, job-seekers and groups of the labour market."""

from __future__ import annotations

ROWS = (
    (
        "employment",
        "persons",
        """
new_employed             | 城镇累计新就业人数       | urban newly employed (cumulative)        | flow
natural_attrition        | 自然减员人数             | natural attrition                        | flow
urban_employed           | 城镇从业人数             | urban employed persons                   | stock
unemp_base_long          | 城镇登记失业率长分母     | long denominator of registered unemployment | stock
reg_unemployed           | 城镇登记失业人数         | registered urban unemployed              | stock
rural_transfer           | 农村劳动力转移就业人数   | rural labour transferred into work       | flow
rural_transfer_labour_dept | 劳动保障部门组织转移就业人数 | transferred through labour departments   | flow | rural_transfer
reemp_laidoff            | 下岗失业人员再就业人数   | laid-off persons re-employed             | flow
reemp_hard               | “4050”等困难人员再就业人数 | hard-to-place persons re-employed        | flow | reemp_laidoff
jobseekers               | 登记求职人数             | registered job-seekers                   | flow
jobseekers_placed        | 介绍成功人数             | job-seekers placed                       | flow | jobseekers
fund_helped              | 受资金扶持实现就业人数   | persons in work with support of the fund | flow
vacancies                | 空岗需求人数             | vacant places to be filled               | flow
vacancies_filled         | 空岗招满人数             | of these filled                          | flow | vacancies
unemp_6m                 | 连续失业六个月以上人数   | unemployed for more than six months      | stock | reg_unemployed
unemp_12m                | 连续失业一年以上人数     | unemployed for more than a year          | stock | unemp_6m
grad_unemployed          | 登记失业高校毕业生       | registered unemployed graduates          | stock
grad_registered          | 新登记失业高校毕业生     | graduates newly registered unemployed    | flow
grad_employed            | 登记失业高校毕业生实现就业人数 | registered graduates who found work      | flow
grad_service_due         | 登记满三个月失业毕业生   | graduates three months past registration | flow
grad_service_met         | 三个月内服务达标毕业生   | of these fully served in three months    | flow | grad_service_due
bg_in_scope              | 并轨涉及人员             | persons moved over from living allowances | stock
bg_settled_persons       | 已理顺劳动关系人员       | of these with settled labour relations   | stock | bg_in_scope
bg_reemployed            | 并轨人员再就业人数       | of these re-employed                     | stock | bg_in_scope
bg_insured               | 并轨人员社保关系接续人数 | of these with social insurance continued | stock | bg_in_scope
rsc_persons              | 再就业服务中心在册人员   | persons still in re-employment centres   | stock
newstart_persons         | 关闭破产企业需安置人员   | persons to be settled of closing enterprises | flow
newstart_all7            | “七个一”全部落实人员     | of these with all seven ones             | flow | newstart_persons
newstart_reemployed      | 关闭破产企业安置人员再就业人数 | of these re-employed                     | flow | newstart_persons
soe_surplus              | 国企分流富余人员         | surplus staff of restructured state enterprises | flow
soe_absorbed             | 已分流安置富余人员       | of these settled                         | flow | soe_surplus
firm_jobs_base           | 监测企业基期岗位         | jobs of monitored enterprises in the base period | stock
firm_jobs                | 监测企业现有岗位         | jobs of monitored enterprises            | stock
cert_landless            | 新发优惠证被征地农民     | landless farmers given certificates      | flow
cert_reservoir           | 新发优惠证库坝区移民     | reservoir migrants given certificates    | flow
migrant_injury_insured   | 参加工伤保险农民工       | migrant workers insured against injury   | stock
migrant_medical_insured  | 参加医疗保险农民工       | migrant workers with medical insurance   | stock
five_settled_persons     | “五类人员”城镇落户人数   | persons of the five groups given town residence | flow
hires                    | 用人单位招用人数         | persons hired by employers               | flow
hires_registered         | 办理招用登记人数         | of these registered                      | flow | hires
""",
    ),
    (
        "employment",
        "person-times",
        """
referrals                | 介绍次数                 | referrals                                | flow
referrals_placed         | 介绍成功次数             | successful referrals                     | flow | referrals
""",
    ),
    (
        "employment",
        "households",
        """
rural_poor_households_helped | 帮扶困难农户数           | poor rural households helped             | flow | poor_households_trained
zerofam_due              | 三个月期限届满零就业家庭数 | zero-employment families whose three months end | flow
zerofam_solved           | 期限内解决零就业家庭数   | of these helped in time                  | flow | zerofam_due
poor_households_trained  | 有成员免费培训困难农户   | poor households with a member trained free | flow
poor_households_transferred | 有成员转移就业困难农户   | poor households with a member transferred | flow
zerofam_recog_due        | 认定满三个月零就业家庭数 | zero-employment families three months past recognition | flow
zerofam_recog_solved     | 认定后三个月内解决家庭数 | of these helped in three months          | flow | zerofam_recog_due
zerofam_recognised       | 新认定零就业家庭数       | zero-employment families newly recognised | flow
""",
    ),
    (
        "employment",
        "items",
        """
newstart_due             | “七个一”应落实项数       | seven-ones services due                  | flow
newstart_done            | “七个一”已落实项数       | of these given                           | flow | newstart_due
mass_layoffs             | 企业规模性裁员件数       | mass lay-offs                            | flow
mass_layoffs_filed       | 经审批备案裁员件数       | of these filed and approved              | flow | mass_layoffs
""",
    ),
    (
        "employment",
        "days",
        """
zerofam_lag              | 零就业家庭产生至认定天数 | days from becoming a zero-employment family to recognition | flow
""",
    ),
    (
        "employment",
        "places",
        """
rsc_centres              | 应关闭再就业服务中心     | re-employment service centres to be closed | stock
rsc_centres_closed       | 已关闭再就业服务中心     | of these closed                          | stock | rsc_centres
cert_areas               | 市县数                   | cities and counties                      | stock
cert_areas_extended      | 已扩大优惠证发放范围市县数 | of these that widened the certificates   | stock | cert_areas
pilots_reviewed          | 已检查评估试点市县       | pilot cities and counties reviewed       | flow
labour_brands            | 劳务品牌                 | labour brands                            | stock
public_posts_created     | 开发公益性岗位           | public posts created                     | flow
service_entities         | 社区服务实体             | community service entities developed     | flow
job_bases                | 就业基地                 | employment bases founded                 | flow
prov_training_bases      | 省级公共实训示范基地     | provincial model training bases          | stock
prov_startup_centres     | 省级示范创业指导中心     | provincial model start-up centres        | stock
""",
    ),
    (
        "employment",
        "fen",
        """
rsc_allowance            | 发放基本生活费           | living allowances paid by the centres    | flow
""",
    ),
)
