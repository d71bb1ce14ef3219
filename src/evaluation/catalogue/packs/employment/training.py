"""Training, its completers and what became of them."""

from __future__ import annotations

ROWS = (
    (
        "training",
        "persons",
        """
trained_reemp            | 再就业培训人数           | persons retrained                        | flow
completed_reemp          | 再就业培训结业人数       | retraining completers                    | flow | trained_reemp
passed_reemp             | 再就业培训合格人数       | retraining completers who passed         | flow | completed_reemp
trained_startup          | 创业培训人数             | persons trained to start a business      | flow
completed_startup        | 创业培训结业人数         | start-up training completers             | flow | trained_startup
passed_startup           | 创业培训合格人数         | start-up completers who passed           | flow | completed_startup
trained_rural            | 农村劳动力转移培训人数   | rural labour trained for transfer        | flow
completed_rural          | 农村转移培训结业人数     | rural training completers                | flow | trained_rural
passed_rural             | 农村转移培训合格人数     | rural completers who passed              | flow | completed_rural
trained_rural_labour_dept | 劳动保障部门农村培训人数 | rural labour trained by labour departments | flow | trained_rural
trained_in_base_reemp    | 再就业培训中属基数人数   | retrained persons inside the base        | flow | trained_reemp
trained_in_base_startup  | 创业培训中属基数人数     | start-up trainees inside the base        | flow | trained_startup
trained_in_base_rural    | 农村培训中属基数人数     | rural trainees inside the base           | flow | trained_rural
mature_reemp             | 再就业培训成熟期结业人数 | retraining completers, six months past   | flow
mature_employed_reemp    | 再就业培训六个月内就业人数 | of these employed within six months      | flow | mature_reemp
mature_startup           | 创业培训成熟期合格人数   | start-up passers, twelve months past     | flow
mature_started_startup   | 创业培训十二个月内创业人数 | of these with a licensed business        | flow | mature_startup
mature_rural             | 农村培训成熟期结业人数   | rural completers, six months past        | flow
mature_employed_rural    | 农村培训六个月内就业人数 | of these employed within six months      | flow | mature_rural
mature_participants      | 成熟期参训人数           | participants, six months past            | flow
mature_participants_employed | 成熟期参训就业人数       | of these employed within six months      | flow | mature_participants
mature_young             | 成熟期结业人员：16—34岁  | retraining and rural completers, six months past, aged 16 to 34 | flow
mature_employed_young    | 其中六个月内就业：16—34岁 | of these employed within six months      | flow | mature_young
mature_middle            | 成熟期结业人员：35—44岁  | retraining and rural completers, six months past, aged 35 to 44 | flow
mature_employed_middle   | 其中六个月内就业：35—44岁 | of these employed within six months      | flow | mature_middle
mature_older             | 成熟期结业人员：45岁及以上 | retraining and rural completers, six months past, aged 45 and over | flow
mature_employed_older    | 其中六个月内就业：45岁及以上 | of these employed within six months      | flow | mature_older
not_yet_mature           | 尚未满期结业人数         | completers whose window is still open    | stock
assessed                 | 参加技能鉴定人数         | persons assessed                         | flow
assessed_passed          | 技能鉴定合格人数         | persons who passed assessment            | flow | assessed
eligible_unemployed      | 符合条件失业人数         | eligible unemployed                      | stock
eligible_inflow          | 符合条件失业人员新增     | eligible unemployed, newly entered       | flow
eligible_outflow         | 死亡退休迁出人数         | deaths, retirements and moves            | flow
rural_surplus            | 待转移农村劳动力         | rural labour waiting to transfer         | stock
rural_surplus_inflow     | 待转移农村劳动力新增     | rural labour, newly waiting              | flow
rural_surplus_outflow    | 待转移农村劳动力减少     | rural labour, deaths and moves           | flow
seats_reemp              | 再就业培训席位           | retraining places                        | stock
seats_startup            | 创业培训席位             | start-up training places                 | stock
seats_rural              | 农村转移培训席位         | rural training places                    | stock
mature_alive_startup     | 创业满十二个月仍存续人数 | of these whose business is alive         | flow | mature_started_startup
startup_jobs             | 创业带动就业人数         | jobs in the businesses started           | flow
started_startup          | 创业培训合格者已创业人数 | start-up passers with a business to date | flow | passed_startup
starters                 | 创业人员                 | persons starting a business              | flow
starters_four            | 获得“一条龙”服务创业人员 | of these given all four services         | flow | starters
participants             | 参训人数                 | persons trained                          | flow
participants_employed    | 参训后已就业人数         | of these in work to date                 | flow | participants
dual_certified           | 取得双证结业人数         | rural completers with both certificates  | flow | completed_rural
trained_order            | 定向订单培训人数         | trained to an employer's order           | flow | trained_rural
trained_joint            | 校企联合培训人数         | trained by schools with enterprises      | flow | trained_rural
trained_reserve          | 劳动预备制培训人数       | trained before first work                | flow | trained_rural
trained_export           | 劳务输出培训人数         | trained for work elsewhere               | flow | trained_rural
trained_upgrade          | 农民工技能提升培训人数   | migrant workers trained further          | flow | trained_rural
""",
    ),
)
