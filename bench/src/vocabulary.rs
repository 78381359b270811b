//! The words of the made-up catalogs, in English and Chinese: 25 subjects, 20 things and 20 conditions give 10,000 names.

/// The resources that errors are about.
pub(crate) const SUBJECTS: [(&str, &str); 25] = [
    ("Order", "订单"),
    ("Cart", "购物车"),
    ("Invoice", "发票"),
    ("Payment", "支付"),
    ("Refund", "退款"),
    ("Coupon", "优惠券"),
    ("CostLog", "账户"),
    ("Session", "会话"),
    ("Device", "设备"),
    ("Address", "地址"),
    ("Shipment", "货运"),
    ("Parcel", "包裹"),
    ("Warehouse", "仓库"),
    ("Supplier", "供应商"),
    ("Product", "商品"),
    ("Discount", "折扣"),
    ("Review", "评价"),
    ("Message", "消息"),
    ("Meeting", "会议"),
    ("Recording", "录制"),
    ("Room", "房间"),
    ("Member", "成员"),
    ("Role", "角色"),
    ("Report", "报表"),
    ("Webhook", "回调"),
];

/// The properties of a resource.
pub(crate) const THINGS: [(&str, &str); 20] = [
    ("Owner", "所有者"),
    ("State", "状态"),
    ("Number", "编号"),
    ("Date", "日期"),
    ("Amount", "金额"),
    ("Currency", "币种"),
    ("Signature", "签名"),
    ("Token", "令牌"),
    ("Version", "版本"),
    ("Language", "语言"),
    ("Region", "地区"),
    ("Limit", "限额"),
    ("Template", "模板"),
    ("Attachment", "附件"),
    ("Note", "备注"),
    ("Key", "密钥"),
    ("Policy", "策略"),
    ("Schedule", "日程"),
    ("Quota", "配额"),
    ("Parent", "上级"),
];

/// A condition that a property is in.
#[derive(Debug)]
pub(crate) struct Condition {
    pub(crate) name: &'static str,
    pub(crate) category: &'static str,
    /// Whether the service caused it, rather than the request.
    pub(crate) is_service: bool,
    pub(crate) english: &'static str,
    pub(crate) chinese: &'static str,
}

const fn condition(
    name: &'static str,
    category: &'static str,
    is_service: bool,
    english: &'static str,
    chinese: &'static str,
) -> Condition {
    Condition { name, category, is_service, english, chinese }
}

/// Conditions of the categories that services respond with, about as often as they do.
pub(crate) const CONDITIONS: [Condition; 20] = [
    condition("NotFound", "not-found", false, "was not found", "未找到"),
    condition("Missing", "invalid-argument", false, "is missing", "缺失"),
    condition("Malformed", "invalid-argument", false, "cannot be read", "无法读取"),
    condition("TooLong", "invalid-argument", false, "is too long", "过长"),
    condition("OutOfRange", "out-of-range", false, "is out of range", "超出范围"),
    condition("Exists", "already-exists", false, "already exists", "已存在"),
    condition("Denied", "permission-denied", false, "is not yours to change", "无权修改"),
    condition("Hidden", "permission-denied", false, "is hidden from you", "不可见"),
    condition("Expired", "failed-precondition", false, "has expired", "已过期"),
    condition("Locked", "failed-precondition", false, "is locked", "已锁定"),
    condition("Closed", "failed-precondition", false, "is closed", "已关闭"),
    condition("Anonymous", "unauthenticated", false, "asks for a login first", "需要先登录"),
    condition("Exhausted", "resource-exhausted", false, "is used up", "已用完"),
    condition("TooOften", "resource-exhausted", false, "was asked for too often", "请求过于频繁"),
    condition("Conflict", "aborted", false, "was changed by another request", "已被其他请求修改"),
    condition("Unsupported", "unimplemented", false, "is not supported here", "暂不支持"),
    condition("Unavailable", "unavailable", true, "is unavailable for now", "暂不可用"),
    condition("TimedOut", "deadline-exceeded", true, "took too long to answer", "响应超时"),
    condition("Broken", "internal", true, "could not be processed", "处理失败"),
    condition("Damaged", "data-loss", true, "was damaged in storage", "存储损坏"),
];
