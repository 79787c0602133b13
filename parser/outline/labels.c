#include "outline/labels.h"

#include "text/chars.h"

enum { DEPTH = 4 };

/* The numbers of two labels: 3, 4 and 1 of "3.4.1". */
typedef struct pair {
    uint32_t a[DEPTH], b[DEPTH];
    uint32_t a_count, b_count;
    uint32_t same; /* from the first on */
} pair;

static uint32_t numbers(vnp_str s, uint32_t *out)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < s.len && count < DEPTH;) {
        if (!vnp__char_is_digit((unsigned char)s.ptr[i])) {
            i++;
            continue;
        }
        for (out[count] = 0; i < s.len && vnp__char_is_digit((unsigned char)s.ptr[i]); i++)
            out[count] = out[count] * 10 + (uint32_t)(s.ptr[i] - '0');
        count++;
    }
    return count;
}

static pair pair_of(vnp_str a, vnp_str b)
{
    pair p = {.same = 0};
    p.a_count = numbers(a, p.a);
    p.b_count = numbers(b, p.b);
    while (p.same < p.a_count && p.same < p.b_count && p.a[p.same] == p.b[p.same])
        p.same++;
    return p;
}

bool vnp__label_is_below(vnp_str a, vnp_str b)
{
    pair p = pair_of(a, b);
    return p.a_count > 0 && p.same == p.a_count && p.b_count > p.a_count;
}

bool vnp__label_comes_next(vnp_str a, vnp_str b)
{
    pair p = pair_of(a, b);
    if (p.b_count == 0 || p.same == p.b_count || (p.a_count > 1 && p.b_count == 1))
        return false;
    if (p.same == p.a_count)
        return p.b_count == p.a_count + 1 && p.b[p.same] == 1;
    return p.b[p.same] == p.a[p.same] + 1;
}

bool vnp__label_comes_later(vnp_str a, vnp_str b)
{
    enum { FAR = 9 };
    pair p = pair_of(a, b);
    return p.a_count > 1 && p.a_count == p.b_count && p.same == p.a_count - 1 &&
           p.b[p.same] > p.a[p.same] && p.b[p.same] <= p.a[p.same] + FAR;
}

bool vnp__label_comes_near(vnp_str a, vnp_str b)
{
    enum { NEAR = 5 };
    pair p = pair_of(a, b);
    if (p.a_count == 0 || p.b_count != 1)
        return true;
    bool near = p.b[0] <= p.a[0] + NEAR && p.a[0] <= p.b[0] + NEAR;
    return near || (p.a_count == 1 && p.b[0] == 1);
}
