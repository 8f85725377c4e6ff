/*
 * The words that wording.h tells of.
 */
#include "analysis/words.h"

#define WEAK(text)                                                             \
	{                                                                      \
		text, 0, NULL, NULL                                            \
	}
#define OPEN(text)                                                             \
	{                                                                      \
		text, 1, NULL, NULL                                            \
	}

const struct kam_word kam_words_known[] = {
	/* clang-format off */
	WEAK("adequate"), WEAK("adequately"), WEAK("almost"),
	WEAK("and so on"), WEAK("appropriate"), WEAK("appropriately"),
	WEAK("approximately"), WEAK("as a minimum"), WEAK("as applicable"),
	WEAK("as appropriate"), WEAK("as far as possible"),
	WEAK("as fast as possible"), WEAK("as little as possible"),
	WEAK("as many as possible"), WEAK("as much as possible"),
	WEAK("as necessary"), WEAK("as needed"),
	WEAK("as quickly as possible"), WEAK("as required"),
	WEAK("as soon as possible"), WEAK("asap"), WEAK("be able to"),
	WEAK("should be able to"), WEAK("be capable of"), WEAK("best effort"),
	WEAK("better"), WEAK("but not limited to"), WEAK("capability to"),
	WEAK("convenient"), WEAK("conveniently"), WEAK("cost effective"),
	WEAK("cost-effective"), WEAK("easily"), WEAK("easy"),
	WEAK("easy to use"), WEAK("effective"), WEAK("effectively"),
	WEAK("efficient"), WEAK("efficiently"), WEAK("enough"), WEAK("etc"),
	WEAK("etc."), WEAK("fast"), WEAK("faster"), WEAK("few"),
	WEAK("flexible"), WEAK("flexibly"), WEAK("generally"), WEAK("good"),
	WEAK("high quality"), WEAK("high-quality"), WEAK("if necessary"),
	WEAK("if needed"), WEAK("if possible"), WEAK("if practical"),
	WEAK("improved"), WEAK("including but not limited to"),
	WEAK("in general"), WEAK("intuitive"), WEAK("intuitively"),
	WEAK("large"), WEAK("many"), WEAK("maximise"), WEAK("maximize"),
	WEAK("might"), WEAK("minimal"), WEAK("minimise"), WEAK("minimize"),
	WEAK("modern"), WEAK("mostly"), WEAK("nice"), WEAK("normal"),
	WEAK("normally"), WEAK("not limited to"), WEAK("often"),
	WEAK("optimal"), WEAK("preferably"), WEAK("probably"),
	WEAK("provide for"), WEAK("quick"), WEAK("quickly"), WEAK("rapid"),
	WEAK("rapidly"), WEAK("reasonable"), WEAK("reasonably"),
	WEAK("robust"), WEAK("seamless"), WEAK("seamlessly"), WEAK("several"),
	WEAK("significant"), WEAK("significantly"), WEAK("simple"),
	WEAK("slow"), WEAK("small"), WEAK("smooth"), WEAK("smoothly"),
	WEAK("some"), WEAK("sometimes"), WEAK("soon"), WEAK("stable"),
	WEAK("state of the art"), WEAK("state-of-the-art"),
	WEAK("substantial"), WEAK("sufficient"), WEAK("sufficiently"),
	WEAK("suitable"), WEAK("timely"), WEAK("typical"), WEAK("typically"),
	WEAK("user friendly"), WEAK("user-friendly"), WEAK("usually"),
	WEAK("various"), WEAK("very"), WEAK("when necessary"),
	WEAK("where appropriate"), WEAK("where necessary"),
	WEAK("where possible"),

	WEAK("一些"), WEAK("一定程度"), { "一般", 0, NULL, "纳" },
	WEAK("之类"), WEAK("也许"), WEAK("令人满意"), WEAK("便捷"),
	WEAK("先进"), WEAK("充分"), WEAK("充足"), WEAK("原则上"), WEAK("及时"),
	WEAK("友好"), { "可能", 0, "不尽", NULL }, WEAK("可靠"), WEAK("各种"),
	WEAK("合理"), WEAK("合适"), WEAK("基本上"), WEAK("多种"), WEAK("大概"),
	WEAK("大约"), WEAK("大致"), WEAK("大量"), WEAK("如有可能"),
	WEAK("如有必要"), WEAK("完善"), WEAK("少量"), WEAK("尽可能"),
	WEAK("尽快"), WEAK("尽早"), WEAK("尽量"),
	{ "左右", 0, NULL, "两边滑键" }, WEAK("强大"), WEAK("必要时"),
	WEAK("快速"), WEAK("恰当"), WEAK("或许"), WEAK("方便"),
	WEAK("易于使用"), WEAK("易用"), WEAK("最好"), WEAK("最大限度"),
	WEAK("某些"), WEAK("灵活"), WEAK("用户友好"), WEAK("界面友好"),
	WEAK("稳定"),
	{ "等", 0, "相平对高中同均初优劣何特一二三甲乙丙们头次",
	  "级待于价同候分式效号高距差比线腰" },
	WEAK("等等"), WEAK("简单"), WEAK("简洁"), WEAK("美观"), WEAK("良好"),
	WEAK("若干"), WEAK("视情况"), WEAK("诸如"), WEAK("足够"), WEAK("较多"),
	WEAK("较大"), WEAK("较好"), WEAK("较快"), WEAK("较高"), WEAK("迅速"),
	WEAK("适当"), WEAK("适时"), WEAK("适量"), WEAK("通常"), WEAK("酌情"),
	WEAK("非常"), WEAK("高效"), WEAK("高性能"), WEAK("很多"), WEAK("很快"),

	OPEN("???"), OPEN("tba"), OPEN("tbc"), OPEN("tbd"),
	OPEN("todo"), OPEN("to be agreed"), OPEN("to be confirmed"), OPEN("to be decided"),
	OPEN("to be defined"), OPEN("to be determined"), OPEN("xxx"),

	OPEN("另行通知"), OPEN("待商榷"), OPEN("待定"), OPEN("待确定"),
	OPEN("待确认"), OPEN("待补充"), OPEN("待讨论"), OPEN("暂定"),
	{ "未定", 1, NULL, "义时稿" },
	/* clang-format on */
	{ NULL, 0, NULL, NULL },
};
