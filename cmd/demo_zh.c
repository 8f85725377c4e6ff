/*
 * The Chinese register of `kam demo`: six weeks of Hechuan, who build software
 * for logistics, and five customers of theirs. demo.h says how to read and how
 * to add lines.
 */
#include "demo.h"

#define SU "苏婉宁 <su@hechuan.test>"
#define CHEN "陈致远 <chen@hechuan.test>"
#define ZHENG "郑可欣 <zheng@hechuan.test>"
#define LUO "罗一鸣 <luo@hechuan.test>"

/* clang-format off */
static const struct demo_line lines[] = {
	/* the firm's people, and the days on which they don't work */
	{ SU, "-30wd 08:40", "member add 苏婉宁 --key su --email su@hechuan.test "
	  "--role 大客户经理 --language zh" },
	{ SU, "", "member add 陈致远 --key chen --email chen@hechuan.test --role 项目经理 "
	  "--language zh" },
	{ SU, "", "member add 郑可欣 --key zheng --email zheng@hechuan.test --role 业务分析师 "
	  "--language zh" },
	{ SU, "", "member add 罗一鸣 --key luo --email luo@hechuan.test --role 交付负责人 "
	  "--language zh" },
	{ SU, "", "calendar add 禾川工作日历 --key hechuan --weekdays mon-fri" },
	{ SU, "", "calendar_day add --calendar hechuan --date {-12wd} --name 公司团建" },
	{ SU, "", "calendar_day add --calendar hechuan --date {+4wd} --name 年终盘点" },
	{ SU, "", "calendar_day add --calendar hechuan --date {+21wd} --name 调休放假" },
	{ SU, "", "calendar_day add --calendar hechuan --date {sat} --working --name 调休上班" },
	{ SU, "", "setting set calendar hechuan" },

	/* whom they work for */
	{ SU, "-30wd 09:10", "account add 远岚物流集团 --key yuanlan --tier strategic "
	  "--industry 物流 --region 华东 --owner su --value '12600000 CNY' --city 宁波 "
	  "--country 中国 --employees 8600 --since 2019-04-01 --website https://yuanlan.test "
	  "--tags 标杆,可参观" },
	{ SU, "", "account add 桂溪食品股份有限公司 --key guixi --tier key --industry 食品 "
	  "--region 西南 --owner su --value '4300000 CNY' --city 成都 --tags 审计" },
	{ SU, "", "account add 北屿能源有限公司 --key beiyu --tier key --industry 能源 "
	  "--region 华北 --owner chen --value '5200000 CNY' --city 青岛" },
	{ SU, "", "account add 安桐医院 --key antong --tier standard --industry 医疗 "
	  "--region 华东 --owner zheng --value '1200000 CNY'" },
	{ SU, "", "account add 澜江银行 --key lanjiang --tier prospect --industry 银行 "
	  "--region 华南 --owner su" },
	{ SU, "-30wd 09:40", "contact add 周明远 --accounts yuanlan:发起人 --title 首席信息官 "
	  "--email zhou@yuanlan.test --influence 5 --interest 4 --attitude supporter "
	  "--preferred-channel call --language zh --time-zone Asia/Shanghai --owner su" },
	{ SU, "", "contact add 高建国 --accounts yuanlan:用户 --title 仓储总监 "
	  "--email gao@yuanlan.test --influence 4 --interest 5 --attitude sceptic "
	  "--reports-to 周明远" },
	{ SU, "", "contact add 林晓岚 --accounts guixi:采购 --title 质量经理 "
	  "--email lin@guixi.test --influence 3 --interest 5 --attitude champion "
	  "--preferred-channel chat" },
	{ SU, "", "contact add 韩立新 --accounts guixi:发起人 --title 运营副总裁 "
	  "--email han@guixi.test --influence 5 --interest 2 --attitude neutral" },
	{ SU, "", "contact add 许若楠 --accounts beiyu:发起人 --title 电网部主任 "
	  "--email xu@beiyu.test --influence 5 --interest 4 --attitude supporter" },
	{ SU, "", "contact add 方静 --accounts antong:用户 --title 医务部主任 "
	  "--email fang@antong.test --influence 4 --interest 3 --attitude neutral" },
	{ SU, "", "contact add 沈佳怡 --accounts lanjiang:评估人 --title 采购部总监 "
	  "--email shen@lanjiang.test --influence 3" },
	{ SU, "-30wd 10:10", "channel add +86-574-5550-0014 --contact 周明远 --type call "
	  "--hours 09:00-11:30 --preferred" },
	{ SU, "", "channel add han-lixin --contact 韩立新 --type chat --consent given "
	  "--consent-on {-30wd}" },
	{ SU, "", "escalation add -A yuanlan --level 1 --contact 高建国 --member chen --after "
	  "两个工作日无答复" },
	{ SU, "", "escalation add -A yuanlan --level 2 --contact 周明远 --member su --after "
	  "一周内没有办法" },
	{ SU, "-30wd 10:30", "project add 客户门户 -A yuanlan --key portal --owner chen "
	  "--goal 货主自己下单、自己查货 --start {-60wd} --due {+45wd} --budget '2800000 CNY'" },
	{ SU, "", "project add 宁波新仓上线 -A yuanlan --key ningbo --owner luo "
	  "--goal 新仓开业当天就能发货 --start {-25wd} --due {+12wd}" },
	{ SU, "", "project add 批次追溯 -A guixi --key trace --owner chen "
	  "--goal 四小时内查清召回批次 --start {-40wd} --due {+30wd} --budget '1500000 CNY'" },
	{ SU, "", "project add 智能电表 -A beiyu --key meters --owner luo --start {-35wd} "
	  "--due {-1wd} --budget '2100000 CNY'" },
	{ SU, "", "project add 十家网点试点 -A lanjiang --key pilot --owner su --start {+20wd}" },
	{ CHEN, "-30wd 11:05", "project start yuanlan/portal" },
	{ LUO, "", "project start yuanlan/ningbo" },
	{ CHEN, "", "project start guixi/trace" },
	{ LUO, "", "project start beiyu/meters" },

	/* what they promised to give, again and again */
	{ CHEN, "-29wd 09:00", "cadence add 项目周报 -P yuanlan/portal --every week "
	  "--start {-25wd} --contact 周明远 --owner chen --channel mail --severity high "
	  "--content 已完成、下一步、风险、需要客户决定的事" },
	{ SU, "", "cadence add 批次评审会 -P guixi/trace --every '2 weeks' --start {-23wd} "
	  "--contact 林晓岚 --owner su --channel call" },
	{ ZHENG, "", "cadence add 服务月报 -A antong --every '4 weeks' --start {-27wd} "
	  "--contact 方静 --owner zheng --channel document" },
	{ LUO, "", "cadence add 换表进度 -P beiyu/meters --every '2 weeks' --start {-28wd} "
	  "--contact 许若楠 --owner luo --channel mail" },
	{ SU, "", "cadence add 指导委员会 -A yuanlan --every quarter --start {+9wd} "
	  "--contact 周明远 --owner su --channel meeting --severity high" },

	/* who is to hear what besides */
	{ SU, "-29wd 10:00", "comm plan add 董事会月度数据 -A beiyu --audience 许若楠 --every "
	  "month --start {+6wd} --channel document --sender luo --approver chen --form "
	  "一页PDF --content 已装电表、费用、下一步" },
	{ CHEN, "", "comm plan confirm 董事会月度数据" },
	{ CHEN, "", "comm plan add 门户故障通知 -P yuanlan/portal --group 当班调度员 --channel "
	  "chat --sender chen --approver su --content 从何时到何时、哪些功能还能用" },

	/* six weeks of work */
	{ LUO, "-28wd 16:30", "feedback give 换表进度 --via mail" },
	{ CHEN, "-28wd 17:10", "comm log 二期启动会：审计前上线单点登录，再做预约和跟踪 "
	  "-P yuanlan/portal --channel meeting --direction out --duration 90m --with 周明远 "
	  "--with 高建国 --members chen,zheng "
	  "--minutes 审计组明年春天进场，届时不能再有共用密码。 --outcome 范围基本谈定 "
	  "--next 单点登录的工作量估算 --next-owner zheng --next-due {-24wd}" },
	{ ZHENG, "-28wd 17:40", "elicit add 早上六点的货场 -P yuanlan/portal --method "
	  "observation --on {-27wd} --place 宁波二号门 --facilitator zheng --participants "
	  "高建国:接待 --goal 司机卸货之前都做些什么" },
	{ ZHENG, "-27wd 08:30", "elicit ask 早上六点的货场 司机在等什么？ --answer "
	  "等显示时段的页面 --quote 七点前每个司机我都叫得出名字。 --by 高建国" },
	{ ZHENG, "", "elicit ask 早上六点的货场 大门怎么开？ --answer 打电话；有订单号就够了 "
	  "--by 高建国" },
	{ ZHENG, "", "elicit hold 早上六点的货场 --findings 一小时四十辆车，只有一名文员" },
	{ ZHENG, "", "elicit req 早上六点的货场 --title 凭订单号开大门 --from-answer 2 --class "
	  "functional --priority could --owner zheng" },
	{ ZHENG, "", "req tag 凭订单号开大门 预约" },
	{ ZHENG, "-27wd 09:20", "req add 在门户预约送货时段 -P yuanlan/portal "
	  "--statement 客户可在未来十个工作日内选一个空闲时段。 --class functional "
	  "--priority must --value 80 --effort 12 --owner zheng --source-contact 高建国 "
	  "--due {-8wd} --tags 预约" },
	{ ZHENG, "", "req add 单点登录 -P yuanlan/portal "
	  "--statement 员工和承运商都用本公司账号登录。 --class functional --core "
	  "--priority must --value 90 --effort 18 --acceptance-criteria 门户不再保留任何密码 "
	  "--source-contact 周明远 --owner zheng --due {+20wd} --tags 审计,安全" },
	{ ZHENG, "", "req add 手机上实时跟踪 -P yuanlan/portal --class functional "
	  "--priority should --value 60 --effort 25 --owner chen --due {+35wd} "
	  "--source-contact 高建国" },
	{ ZHENG, "", "req add 早上六点页面两秒内打开 -P yuanlan/portal --class quality --core "
	  "--priority must --value 75 --owner chen --due {-2wd}" },
	{ ZHENG, "", "req add 传真确认订舱 -P yuanlan/portal --class functional --priority wont "
	  "--value 5" },
	{ ZHENG, "-27wd 16:00", "feedback give 服务月报 --via document" },
	{ SU, "-26wd 10:00", ""
	  "account note yuanlan 明年预算十月定，周总希望在那之前安排两次参观。" },
	{ ZHENG, "-26wd 11:30", "req analyse 在门户预约送货时段" },
	{ CHEN, "-26wd 15:00", "req agree 在门户预约送货时段 --agreed-with 高建国 "
	  "--agreed-via mail" },
	{ CHEN, "-25wd 16:45", "feedback give 项目周报 --via mail" },
	{ ZHENG, "-24wd 14:10", "action finish 单点登录的工作量估算" },
	{ ZHENG, "", "req analyse 单点登录" },
	{ SU, "-23wd 15:30", "feedback give 批次评审会 --via call --note 演示了试验线" },
	{ SU, "", "req add 四小时出具召回报告 -P guixi/trace --class functional --core "
	  "--priority must --value 95 --effort 30 --owner chen --due {+10wd} "
	  "--statement 由一个批号查到每一托盘、每一客户。 --source-contact 韩立新 --tags 审计" },
	{ SU, "", "req add 中英双语标签 -P guixi/trace --class constraint --priority should "
	  "--value 40 --owner zheng --source-contact 林晓岚" },
	{ CHEN, "-22wd 09:15", "risk add 身份认证平台迟迟未定 -P yuanlan/portal "
	  "--cause 两家投标，采购部尚未决定 --event 设计冻结之后才选定 "
	  "--effect 单点登录赶不上审计 --category 技术 --owner chen --review {+5wd} "
	  "--satisfaction --tags 审计" },
	{ CHEN, "", "risk score 身份认证平台迟迟未定 -p 3 -i 4 --rationale 采购部答应本月答复" },
	{ LUO, "-22wd 13:40", "risk add 电表到货延迟 -P beiyu/meters --category 供应 "
	  "--owner luo --review {-3wd} --satisfaction --cause 独家供应，交期八周" },
	{ LUO, "", "risk score 电表到货延迟 -p 3 -i 5" },
	{ SU, "-22wd 15:00", "plan new yuanlan --review {-3wd} --revenue '12600000 CNY' --spend "
	  "'28000000 CNY'" },
	{ SU, "", "plan edit yuanlan context --text "
	  "远岚替别人运货，按小时过日子。因**仓储**选了我们，用*门户*评价我们。" },
	{ SU, "", "plan edit yuanlan requirements --text "
	  "春季审计之前的单点登录决定成败；早上六点页面是否及时，决定高总监的态度。" },
	{ SU, "", "plan edit yuanlan communication --text "
	  "周总：上午打电话；高总监：在月台当面谈。指导委员会每季度一次。" },
	{ SU, "", "objective add 两家客户参观远岚 -A yuanlan --measure 参观次数 --baseline 0 "
	  "--target 2 --due {+40wd} --owner su" },
	{ SU, "", "whitespace set 杭州分拨中心 客户门户 won -A yuanlan --value '2800000 CNY'" },
	{ SU, "", "whitespace set 杭州分拨中心 仓储控制 open -A yuanlan --value '4000000 CNY' "
	  "--remark 宁波上线之后" },
	{ SU, "", "whitespace set 宁波新仓 仓储控制 won -A yuanlan --value '6200000 CNY'" },
	{ CHEN, "", "plan new yuanlan/portal --area risk --owner chen" },
	{ SU, "-22wd 17:00", "plan approve yuanlan --by chen" },
	{ ZHENG, "-21wd 10:05", "req edit 单点登录 --effort 22 --rationale 承运商需要另一个租户 "
	  "--due {+18wd}" },
	{ SU, "-21wd 14:00", "comm log 韩总问：没有我们，一次召回要花多少钱 -P guixi/trace "
	  "--channel call --direction in --duration 25m --with 韩立新 "
	  "--next 发送上次召回的费用数据 --next-owner su --next-due {-6wd}" },
	{ ZHENG, "-20wd 09:50", "feedback add 发票寄错院区 -A antong --type complaint "
	  "--severity medium --contact 方静 --channel mail --owner zheng" },
	{ CHEN, "-20wd 16:00", "req implement 在门户预约送货时段" },
	{ CHEN, "-19wd 16:20", "req agree 单点登录 --agreed-with 周明远 --agreed-via meeting" },
	{ ZHENG, "-19wd 17:00", "feedback respond 发票寄错院区 "
	  "--response 已按正确地址重寄，原发票作废" },
	{ CHEN, "-18wd 09:30", "feedback give 项目周报 --via mail --note 因机房故障推迟" },
	{ LUO, "-18wd 15:10", "feedback give 换表进度 --via mail" },
	{ CHEN, "-18wd 16:00", "req link 单点登录 answers {risk:身份认证平台迟迟未定}" },
	{ CHEN, "-18wd 16:30", "req baseline 二期范围 -P yuanlan/portal --description "
	  "设计冻结之前商定的范围" },
	{ ZHENG, "-17wd 10:15", "feedback resolve 发票寄错院区 "
	  "--resolution 九个院区的地址全部核对" },
	{ SU, "-16wd 11:00", "feedback add 最顺利的一次交接 -P guixi/trace --type praise "
	  "--severity low --contact 林晓岚 --channel call --owner su" },
	{ SU, "", "feedback respond 最顺利的一次交接 --response 已转告全组" },
	{ SU, "", "feedback confirm 最顺利的一次交接" },
	{ SU, "-16wd 11:40", "survey add 客户愿意推荐我们吗 --type nps --owner su --ends {+6wd} "
	  "--question 您有多大可能向同行推荐我们？ --every quarter" },
	{ SU, "", "survey open 客户愿意推荐我们吗" },
	{ ZHENG, "-15wd 09:05", "feedback confirm 发票寄错院区" },
	{ CHEN, "-15wd 16:50", "feedback give 项目周报 --via mail" },
	{ LUO, "-14wd 10:40", "feedback add 每刻钟抄表一次 -P beiyu/meters --type request "
	  "--severity medium --contact 许若楠 --channel meeting --owner luo" },
	{ LUO, "", "feedback turn 每刻钟抄表一次 --into req" },
	{ LUO, "", "feedback respond 每刻钟抄表一次 --response 与第二片区一并估算" },
	{ LUO, "", "req edit 每刻钟抄表一次 --class functional --priority could --value 50 "
	  "--owner luo" },
	{ CHEN, "-14wd 15:00", "req verify 在门户预约送货时段" },
	{ LUO, "-13wd 09:00", "risk add 夜班测试人手不足 -P yuanlan/ningbo --category 人员 "
	  "--owner luo --review {+2wd} --cause 五人中有两人在别的客户 --effect 上线推迟一周" },
	{ LUO, "", "risk score 夜班测试人手不足 -p 4 -i 5" },
	{ CHEN, "", "risk add 旧订单导入失败 -P yuanlan/portal --owner chen" },
	{ SU, "", "risk add 北屿增加第二片区 -A beiyu --type opportunity --category 商务 "
	  "--owner chen --response enhance --response-plan 向董事会展示第一片区的数据" },
	{ SU, "", "risk score 北屿增加第二片区 -p 3 -i 3" },
	{ LUO, "-12wd 08:30", "issue add 二号库扫描枪断网 -P yuanlan/ningbo --severity high "
	  "--owner luo --due {+4wd} --raised-by {contact:高建国} --description "
	  "货架立起来之后，14至20排之间没有信号。 --tags 上线" },
	{ LUO, "", "issue contain 二号库扫描枪断网 --containment 立杆加装两个移动接入点" },
	{ LUO, "", "issue why 二号库扫描枪断网 货架挡住了天线" },
	{ LUO, "", "issue why 二号库扫描枪断网 信号是在空库里测的 --cause process" },
	{ SU, "-12wd 10:00", "survey answer 客户愿意推荐我们吗 --score 9 --contact 周明远 "
	  "--comment 做不到的，他们会直说。" },
	{ SU, "", "survey answer 客户愿意推荐我们吗 --score 10 --contact 林晓岚" },
	{ SU, "", "survey answer 客户愿意推荐我们吗 --score 6 --contact 高建国 --comment "
	  "等扫描枪能用了再问我。" },
	{ SU, "-11wd 14:30", "feedback give 批次评审会 --via call" },
	{ CHEN, "-11wd 16:10", "req agree 四小时出具召回报告 --agreed-with 林晓岚 "
	  "--agreed-via mail" },
	{ LUO, "-10wd 09:10", "issue add 一条街的抄表数据缺失 -P beiyu/meters --severity medium "
	  "--owner luo --raised-by {contact:许若楠}" },
	{ LUO, "", "issue why 一条街的抄表数据缺失 电表清单是一周前的 --cause inputs" },
	{ LUO, "", "issue solve 一条街的抄表数据缺失 --resolution 每晚重读清单" },
	{ CHEN, "-10wd 10:00", "risk score 旧订单导入失败 -p 2 -i 3" },
	{ CHEN, "-10wd 11:20", "req drop 传真确认订舱 --reason 已经没人用传真了" },
	{ CHEN, "-9wd 15:45", "req accept 在门户预约送货时段" },
	{ LUO, "-8wd 09:35", "comm log 查看新仓：货架到位，扫描枪未到 -P yuanlan/ningbo "
	  "--channel visit --direction out --duration 3h --with 高建国 --members luo "
	  "--outcome 暂按原计划 --next 确认扫描枪到货日期 --next-owner luo --next-due {-3wd}" },
	{ LUO, "", "contact note 高建国 上一家供应商让他吃过亏：要看实物，不看幻灯片。" },
	{ CHEN, "-7wd 13:30", "risk close 旧订单导入失败 --reason 已全部导入，无差错" },
	{ ZHENG, "-7wd 16:20", "req defer 中英双语标签 --reason 等标签打印机更换之后" },
	{ CHEN, "-6wd 09:10", "risk score 身份认证平台迟迟未定 -p 4 -i 4 "
	  "--rationale 采购部再次推迟" },
	{ CHEN, "", "risk plan 身份认证平台迟迟未定 --response mitigate "
	  "--response-plan 选定之前按两家同时开发" },
	{ ZHENG, "-6wd 10:30", "improve add 开票之前先核对地址 -A antong --origin "
	  "{feedback:发票寄错院区} --measure 退回的发票 --unit % --baseline 4 --target 1 "
	  "--owner zheng --due {+25wd} --description 各院区每季度确认一次地址" },
	{ ZHENG, "", "improve do 开票之前先核对地址" },
	{ ZHENG, "", "improve check 开票之前先核对地址" },
	{ CHEN, "-6wd 11:00", "req kano 手机上实时跟踪 --functional like --dysfunctional "
	  "neutral --contact 高建国" },
	{ CHEN, "-5wd 14:00", "req implement 四小时出具召回报告" },
	{ CHEN, "-4wd 08:55", "feedback add 早上六点到八点门户很慢 -P yuanlan/portal "
	  "--type complaint --severity high --contact 高建国 --channel call --owner chen "
	  "--text 司机在门口等页面打开。 --tags 性能" },
	{ CHEN, "", "req link 早上六点页面两秒内打开 answers {feedback:早上六点到八点门户很慢}" },
	{ CHEN, "-4wd 17:30", "feedback give 项目周报 --via mail --note 两周合为一份" },
	{ SU, "-3wd 11:15", "comm log 沈总希望夏天之前看到参考客户 -A lanjiang --channel mail "
	  "--direction in --with 沈佳怡 --next 请周总安排一次参观 --next-owner su "
	  "--next-due {+2wd}" },
	{ ZHENG, "-3wd 14:00", "improve measure 开票之前先核对地址 --value 3" },
	{ SU, "-3wd 15:00", "objective measure 两家客户参观远岚 1 --remark 澜江银行要来第二次" },
	{ SU, "", "plan review yuanlan --outcome 计划有效；先解决早上慢的问题 --next {+17wd}" },
	{ SU, "-2wd 10:20", "feedback add 哪些数据会出境 -A lanjiang --type comment "
	  "--severity medium --contact 沈佳怡 --channel mail --owner su" },
	{ ZHENG, "-2wd 15:40", "req add 记录每次病历查看 -A antong --class constraint "
	  "--priority must --owner zheng --source-contact 方静 --due {+25wd}" },
	{ ZHENG, "-2wd 16:10", "elicit add 谁能看哪些病历 -A antong --method interview --on "
	  "{+3wd} --facilitator zheng --participants 方静 --goal 哪些查看要记录" },
	{ SU, "-1wd 09:30", "action add 准备指导委员会 -A yuanlan --owner su --due {today}" },
	{ CHEN, "-1wd 16:05", "comm log 周总问：早上慢的事由谁答复高总监 -P yuanlan/portal "
	  "--channel chat --direction in --with 周明远 --next 测量早高峰第一个小时 "
	  "--next-owner chen --next-due {+1wd}" },
	{ LUO, "-1wd 17:20", "action tag 确认扫描枪到货日期 上线" },
	{ 0 },
};
/* clang-format on */

const struct demo_story demo_story_zh = { "zh", "苏婉宁", "su@hechuan.test",
					  lines };
