"""Agencies, platforms and networks of the employment service."""

from __future__ import annotations

ROWS = (
    (
        "services",
        "places",
        """
city_agencies            | 大中城市公共就业服务机构 | public employment agencies of large and medium cities | stock
city_agencies_window     | 设毕业生窗口机构         | of these with a window for graduates     | stock | city_agencies
county_agencies          | 县以上职介机构和就业训练中心 | job agencies and training centres from county up | stock
county_agencies_own      | 独立核算法人治理机构     | of these with own accounts and legal person | stock | county_agencies
nodes_city               | 市级应联网机构           | city offices to be linked                | stock
linked_city              | 市级已联网机构           | of these linked                          | stock | nodes_city
nodes_county             | 县级应联网机构           | county offices to be linked              | stock
linked_county            | 县级已联网机构           | of these linked                          | stock | nodes_county
nodes_street             | 街道（乡镇）应联网机构   | street and township offices to be linked | stock
linked_street            | 街道（乡镇）已联网机构   | of these linked                          | stock | nodes_street
nodes_community          | 社区应联网机构           | community offices to be linked           | stock
linked_community         | 社区已联网机构           | of these linked                          | stock | nodes_community
communities              | 社区数                   | communities                              | stock
communities_full         | 充分就业社区             | of these named full-employment communities | stock | communities
communities_census       | 完成普查社区             | of these with the census done            | stock | communities
private_agencies         | 许可民办职业中介机构     | licensed private job agencies            | stock
private_agencies_checked | 已检查民办职业中介机构   | of these checked                         | stock | private_agencies
overseas_agencies        | 境外就业中介机构         | licensed overseas job agencies           | stock
overseas_reviewed        | 年审合格中介机构         | of these that passed the yearly review   | stock | overseas_agencies
overseas_deposit         | 备用金足额中介机构       | of these with the full deposit           | stock | overseas_agencies
""",
    ),
    (
        "services",
        "persons",
        """
community_staff          | 社区平台工作人员         | staff of community platforms             | stock
community_staff_paid     | 工资社保落实人员         | of these with wages and insurance paid   | stock | community_staff
overseas_clients         | 境外就业人员             | persons sent to work abroad              | flow
overseas_agreements      | 签订中介服务协议人员     | of these with a service agreement        | flow | overseas_clients
overseas_proofs          | 取得出境证明人员         | of these with an exit proof              | flow | overseas_clients
""",
    ),
    (
        "services",
        "items",
        """
reports_due              | 应报统计报表             | statistical returns due                  | flow
reports_on_time          | 按时上报统计报表         | of these on time                         | flow | reports_due
""",
    ),
)
