/* Rules made of the image of the built-in ones. */
#include "rule/rules.h"

static bool same_pcre2(const vnp__image *image)
{
    char version[64] = "";
    int len = pcre2_config(PCRE2_CONFIG_VERSION, NULL);
    return len > 0 && (size_t)len <= sizeof version && pcre2_config(PCRE2_CONFIG_VERSION, version) > 0 &&
           strcmp(version, image->pcre2_version) == 0;
}

/* Nothing here may leave by a jump: there is no guard yet. */
bool vnp__image_use(vnp_rules *rules, const vnp__image *image)
{
    if (!same_pcre2(image))
        return false;
    rules->codes.at = vnp__arena_try(&rules->arena, image->code_count * sizeof *rules->codes.at);
    if (!rules->codes.at)
        return false;
    rules->codes.count = image->code_count;
    memcpy(rules->lists, image->lists, sizeof rules->lists);
    memcpy(rules->sets, image->sets, sizeof rules->sets);
    rules->prefilter = *image->prefilter;
    rules->image = image;
    return true;
}
