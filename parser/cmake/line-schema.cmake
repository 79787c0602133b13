# Writes OUT: the file SCHEMA as a C array, bytes as numbers (see builtin.cmake).
file(READ ${SCHEMA} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," list "${hex}")
file(SIZE ${SCHEMA} size)
file(WRITE ${OUT} "/* Made from cli/line.schema.json by line-schema.cmake. */
#include \"cli/cli.h\"

static const unsigned char schema[] = {${list}0};

vnp_str cli_line_schema(void)
{
    return (vnp_str){(const char *)schema, ${size}};
}
")
