"""What the village of the example agreed on: five consensuses, eighteen tasks."""

from __future__ import annotations

# what, unit (empty: the township itself), how it stands
LISTED: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "硬化进村道路，方便群众出行。",
        (
            ("硬化进村道路1.2公里", "交通运输局", "done"),
            ("加宽会车道6处", "交通运输局", "done"),
            ("协调沿线农户让地", "", "done"),
            ("清淤路边排水沟", "", "done"),
        ),
    ),
    (
        "安装40盏路灯，夜里出行有亮光。",
        (
            ("安装太阳能路灯40盏", "住房和城乡建设局", "done"),
            ("浇筑灯杆基础40个", "", "done"),
            ("确定路灯管护人员", "", "done"),
        ),
    ),
    (
        "解决旱季饮水困难。",
        (
            ("新建蓄水池2座", "水务局", "extended"),
            ("更换老旧管道2.6公里", "农业农村局", "returned"),
            ("组织投工投劳开挖管沟", "", "late"),
            ("按季度检测水质", "卫生健康局", "done"),
        ),
    ),
    (
        "办好老年幸福食堂和放学后照看点。",
        (
            ("改造食堂用房120平方米", "民政局", "reported"),
            ("布置照看教室2间", "教育体育局", "handling"),
            ("登记就餐老人", "", "done"),
            ("组织志愿送餐", "", "handling"),
        ),
    ),
    (
        "打通对外联络道路，发展早熟蔬菜。",
        (
            ("改造通往邻县的四级公路8公里", "交通运输局", "turned"),
            ("提供优质种苗320亩", "农业农村局", "handling"),
            ("落实连片种植320亩", "", "handling"),
        ),
    ),
)
