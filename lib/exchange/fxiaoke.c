/*
 * Fxiaoke's (纷享销客) exports: labels in Chinese that each tenant may edit, or
 * the names of its API; people and customers by name rather than id.
 */
#include "exchange/layout.h"

#include <kam/areas.h>

static const char *const levels[] = {
	"战略客户",  "strategic", "VIP",      "strategic", "VIP客户",
	"strategic", "重点客户",  "key",      "大客户",    "key",
	"重要客户",  "key",       "普通客户", "standard",  "一般客户",
	"standard",  "潜在客户",  "prospect", "战略",      "strategic",
	"重点",      "key",       "普通",     "standard",  "一般",
	"standard",  "标准",      "standard", "潜在",      "prospect",
	NULL,
};
static const char *const life_states[] = {
	"正常",   "active", "未生效", "active", "审核中", "active",
	"变更中", "active", "作废",   "closed", NULL,
};

static const struct kam_layout_column accounts[] = {
	{ { "客户名称", "name", "account_name" },
	  KAM_USE_FIELD,
	  KAM_ACCOUNT_NAME,
	  1 },
	{ { "客户编号", "account_no", "客户编码" }, KAM_USE_ID },
	{ { "客户级别", "客户类型", "account_level", "客户等级" },
	  KAM_USE_WORD,
	  KAM_ACCOUNT_TIER,
	  0,
	  levels },
	{ { "一级行业", "industry_level1", "行业", "所属行业" },
	  KAM_USE_FIELD,
	  KAM_ACCOUNT_INDUSTRY },
	{ { "上级客户", "parent_account_id", "母公司" },
	  KAM_USE_NAMED,
	  KAM_ACCOUNT_PARENT },
	{ { "负责人", "owner" }, KAM_USE_MEMBER, KAM_ACCOUNT_OWNER },
	{ { "国家", "country" }, KAM_USE_FIELD, KAM_ACCOUNT_COUNTRY },
	{ { "省", "province", "省份" }, KAM_USE_FIELD, KAM_ACCOUNT_REGION },
	{ { "市", "city", "城市" }, KAM_USE_FIELD, KAM_ACCOUNT_CITY },
	{ { "电话", "tel", "公司电话" }, KAM_USE_FIELD, KAM_ACCOUNT_PHONE },
	{ { "网址", "url", "网站" }, KAM_USE_FIELD, KAM_ACCOUNT_WEBSITE },
	{ { "统一社会信用代码", "uniform_social_credit_code", "社会信用代码" },
	  KAM_USE_FIELD,
	  KAM_ACCOUNT_CREDIT_CODE },
	{ { "详细地址", "address", "地址" },
	  KAM_USE_LINE,
	  KAM_ACCOUNT_ADDRESS,
	  .whole = 1 },
	{ { "备注", "remark" }, KAM_USE_FIELD, KAM_ACCOUNT_DESCRIPTION },
	{ { "标签", "tag", "客户标签" }, KAM_USE_TAGS, KAM_ACCOUNT_TAGS },
	{ { "生命状态", "life_status" }, KAM_USE_STATUS, 0, 0, life_states },
	{ { "创建时间", "create_time" }, KAM_USE_OWN, KAM_COLUMN_CREATED },
};

static const char *const primary_tags[] = {
	"是", "primary", "true", "primary", NULL,
};

static const struct kam_layout_column contacts[] = {
	{ { "姓名", "name", "联系人姓名" },
	  KAM_USE_FIELD,
	  KAM_CONTACT_NAME,
	  1 },
	{ { "联系人编号", "contact_no" }, KAM_USE_ID },
	{ { "客户名称", "account_id", "所属客户", "客户" },
	  KAM_USE_NAMED,
	  KAM_CONTACT_ACCOUNTS,
	  1 },
	{ { "职务", "job_title", "职位" }, KAM_USE_FIELD, KAM_CONTACT_TITLE },
	{ { "部门", "department" }, KAM_USE_FIELD, KAM_CONTACT_DEPARTMENT },
	{ { "手机", "mobile", "手机号" }, KAM_USE_FIELD, KAM_CONTACT_MOBILE },
	{ { "电话", "tel", "固定电话" }, KAM_USE_FIELD, KAM_CONTACT_PHONE },
	{ { "邮件", "email", "邮箱", "电子邮件" },
	  KAM_USE_FIELD,
	  KAM_CONTACT_EMAIL },
	{ { "主联系人", "primary_contact", "is_primary" },
	  KAM_USE_WORD,
	  KAM_CONTACT_TAGS,
	  0,
	  primary_tags },
	{ { "负责人", "owner" }, KAM_USE_MEMBER, KAM_CONTACT_OWNER },
	{ { "详细地址", "address", "地址" },
	  KAM_USE_LINE,
	  KAM_CONTACT_ADDRESS,
	  .whole = 1 },
	{ { "备注", "remark" }, KAM_USE_FIELD, KAM_CONTACT_DESCRIPTION },
	{ { "标签", "tag" }, KAM_USE_TAGS, KAM_CONTACT_TAGS },
	{ { "创建时间", "create_time" }, KAM_USE_OWN, KAM_COLUMN_CREATED },
};

static const char *const channels[] = {
	"电话",     "call",  "电话沟通", "call",    "拜访",     "visit",
	"上门拜访", "visit", "外勤拜访", "visit",   "微信",     "chat",
	"企业微信", "chat",  "短信",     "chat",    "QQ",       "chat",
	"邮件",     "mail",  "会议",     "meeting", "线上会议", "meeting",
	"其他",     "other", "其它",     "other",   NULL,
};

static const struct kam_layout_column activities[] = {
	{ { "客户名称", "account_id", "关联客户", "客户" },
	  KAM_USE_NAMED,
	  KAM_COMM_ACCOUNT,
	  1 },
	{ { "互动场景", "interactive_scenario", "跟进方式", "销售记录类型" },
	  KAM_USE_WORD,
	  KAM_COMM_CHANNEL,
	  0,
	  channels },
	{ { "跟进内容", "active_record_content", "销售记录内容", "内容" },
	  KAM_USE_TEXT,
	  KAM_COMM_MINUTES,
	  1 },
	{ { "创建人", "created_by", "跟进人" },
	  KAM_USE_MEMBER,
	  KAM_COMM_MEMBERS },
	{ { "创建时间", "create_time", "跟进时间" },
	  KAM_USE_TIME,
	  KAM_COMM_AT,
	  1 },
};

static const char *const account_heads[] = {
	"客户名称",     "客户编号", "客户级别", "客户来源", "一级行业",
	"上级客户",     "负责人",   "归属部门", "成交状态", "最后跟进时间",
	"下次跟进时间", "国家",     "省",       "市",       "电话",
	"邮件",         "网址",     "详细地址", "备注",     "统一社会信用代码",
	"生命状态",     "创建人",   "创建时间", NULL,
};
static const char *const contact_heads[] = {
	"姓名",     "联系人编号", "客户名称", "职务",     "部门",
	"手机",     "电话",       "邮件",     "主联系人", "负责人",
	"详细地址", "备注",       "标签",     "创建时间", NULL,
};
static const char *const activity_heads[] = {
	"客户名称", "互动场景", "互动方式", "跟进内容",
	"创建人",   "创建时间", NULL,
};

const struct kam_layout kam_fxiaoke_layouts[] = {
	{ "fxiaoke-accounts", "fxiaoke", &kam_account_kind, accounts,
	  sizeof accounts / sizeof *accounts, "姓名", KAM_ACCOUNT_NAME,
	  account_heads, "GB18030" },
	{ "fxiaoke-contacts", "fxiaoke", &kam_contact_kind, contacts,
	  sizeof contacts / sizeof *contacts, "跟进内容", KAM_CONTACT_EMAIL,
	  contact_heads, "GB18030" },
	{ "fxiaoke-activities", "fxiaoke", &kam_comm_kind, activities,
	  sizeof activities / sizeof *activities, "客户编号", KAM_NO_FIELD,
	  activity_heads, "GB18030" },
};
const size_t kam_fxiaoke_n_layouts =
    sizeof kam_fxiaoke_layouts / sizeof *kam_fxiaoke_layouts;
