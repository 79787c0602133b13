/* Work that another level of government has to do. */
#include "check/checks.h"

/* A level as the rules name it; 0 for none. Higher levels have higher numbers. */
static int level_of(vnp_str name)
{
    static const char *const names[] = {"commune", "district", "province", "central"};
    for (int i = 0; i < 4; i++)
        if (vnp__str_eq(name, vnp__str_c(names[i])))
            return i + 1;
    return 0;
}

static int own_level(const vnp__checker *c)
{
    switch (c->notes->level) {
    case VNP__GOV_COMMUNE:
        return 1;
    case VNP__GOV_DISTRICT:
        return 2;
    case VNP__GOV_PROVINCE:
        return 3;
    case VNP__GOV_UNKNOWN:
        break;
    }
    return 0;
}

/*
 * A higher level takes no orders from the issuer, nor do its peers ("the People's
 * Committees of the communes" in a commune's plan); a lower one does.
 */
static bool is_foreign(const vnp__match *match, vnp__slice s, int own)
{
    int level = level_of(vnp__match_text(match, s, VNP__FIELD_LEVEL));
    bool others = vnp__match_is(match, s, VNP__FIELD_SCOPE, "others");
    return level > own || (level == own && others);
}

static bool names_foreign(const vnp__checker *c, const vnp_party *owner, int own)
{
    vnp__match match;
    vnp__slice s = vnp__check_slice(c, owner->value.text);
    return vnp__rule_find_role(c->m, VNP__SET_AUTHORITY, VNP__ROLE_AGENCY, s, 0, &match) &&
           is_foreign(&match, s, own);
}

bool vnp__owner_is_foreign(const vnp__checker *c, const vnp_party *owner)
{
    int own = own_level(c);
    return own && names_foreign(c, owner, own);
}

static void check_owners(vnp__checker *c, uint32_t i, int own)
{
    const vnp_item *item = &c->plan->items.at[i];
    for (uint32_t k = 0; k < item->owners.count; k++) {
        const vnp_party *owner = &item->owners.at[k];
        vnp_span_list spans = owner->value.spans;
        if (names_foreign(c, owner, own))
            vnp__report_as(c, "foreign-authority", "foreign-owner", i,
                           spans.count ? spans.at[0] : vnp__item_span(item),
                           VNP__ARGS(owner->value.text, c->plan->head.issuer.text));
    }
}

static void check_plan(vnp__checker *c, uint32_t i, int own)
{
    vnp__match match;
    const vnp_item *item = &c->plan->items.at[i];
    vnp__slice s = vnp__check_slice(c, item->title.text);
    if (vnp__rule_find_role(c->m, VNP__SET_AUTHORITY, VNP__ROLE_PLAN, s, 0, &match) &&
        is_foreign(&match, s, own))
        vnp__report(c, "foreign-authority", i, vnp__item_span(item),
                    VNP__ARGS(item->title.text, c->plan->head.issuer.text));
}

void vnp__check_authority(vnp__checker *c)
{
    int own = own_level(c);
    for (uint32_t i = 0; own && i < c->plan->items.count; i++) {
        if (!vnp__is_work(&c->plan->items.at[i]))
            continue;
        check_owners(c, i, own);
        if (c->plan->items.at[i].title.text.len)
            check_plan(c, i, own);
    }
}
