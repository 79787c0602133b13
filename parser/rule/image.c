/* Rules made of the image of the built-in ones. */
#include "rule/rules.h"

const vnp__image *vnp__image_usable(void)
{
    char version[64] = "";
    int len = pcre2_config(PCRE2_CONFIG_VERSION, NULL);
    bool same = vnp__builtin_image && len > 0 && (size_t)len <= sizeof version &&
                pcre2_config(PCRE2_CONFIG_VERSION, version) > 0 &&
                strcmp(version, vnp__builtin_image->pcre2_version) == 0;
    return same ? vnp__builtin_image : NULL;
}

/* Nothing here may leave by a jump: there is no guard yet. */
bool vnp__image_use(vnp_rules *rules, const vnp__image *image)
{
    vnp__code *codes = vnp__arena_try(&rules->arena, image->code_count * sizeof *codes);
    if (!codes)
        return false;
    for (uint32_t i = 0; i < image->code_count; i++)
        codes[i].encoded = image->codes + image->code_at[i];
    rules->codes = (vnp__code_list){codes, image->code_count};
    memcpy(rules->lists, image->lists, sizeof rules->lists);
    memcpy(rules->sets, image->sets, sizeof rules->sets);
    rules->prefilter = *image->prefilter;
    rules->image = image;
    return true;
}

const vnp__pattern *vnp__image_pattern(const vnp__image *image, int set, vnp_str id, vnp_str source)
{
    for (uint32_t i = 0; image && i < image->sets[set].count; i++) {
        const vnp__pattern *p = &image->sets[set].at[i];
        if (vnp__str_eq(p->id, id))
            return vnp__str_eq(p->source, source) ? p : NULL;
    }
    return NULL;
}
