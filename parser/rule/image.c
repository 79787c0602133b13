/* Rules made of the image of the built-in ones. */
#include "rule/rules.h"

static bool same_pcre2(const vnp__image *image)
{
    char version[64] = "";
    int len = pcre2_config(PCRE2_CONFIG_VERSION, NULL);
    return len > 0 && (size_t)len <= sizeof version && pcre2_config(PCRE2_CONFIG_VERSION, version) > 0 &&
           strcmp(version, image->pcre2_version) == 0;
}

static uint32_t count_patterns(const vnp__image *image)
{
    uint32_t count = 0;
    for (int s = 0; s < VNP__SET_COUNT; s++)
        count += image->sets[s].count;
    return count;
}

/*
 * Nothing here may leave by a jump: there is no guard yet. What was made is freed with
 * the rules, the code with the patterns that have it.
 */
bool vnp__image_use(vnp_rules *rules, const vnp__image *image)
{
    uint32_t count = count_patterns(image), at = 0;
    if (!same_pcre2(image))
        return false;
    vnp__pattern *patterns = vnp__arena_try(&rules->arena, count * sizeof *patterns);
    pcre2_code **code = vnp__arena_try(&rules->arena, count * sizeof *code);
    if (!patterns || !code ||
        pcre2_serialize_decode(code, (int32_t)count, image->code, rules->general) != (int32_t)count)
        return false;
    memcpy(rules->lists, image->lists, sizeof rules->lists);
    rules->prefilter = *image->prefilter;
    for (int s = 0; s < VNP__SET_COUNT; s++) {
        const vnp__pattern_list *set = &image->sets[s];
        rules->sets[s] = (vnp__pattern_list){patterns + at, set->count};
        memcpy(patterns + at, set->at, set->count * sizeof *patterns);
        for (uint32_t i = 0; i < set->count; i++, at++)
            patterns[at].code = code[at];
    }
    rules->from_image = true;
    return true;
}
