# Writes OUT: the rule files of ROOT named in FILES, and SCHEMA, as C arrays.
# Bytes are written as numbers, so that no compiler's limit on the length of a
# string literal matters.
function(bytes_of path out)
  file(READ ${path} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," list "${hex}")
  set(${out} "${list}" PARENT_SCOPE)
endfunction()

set(arrays "")
set(table "")
set(count 0)
foreach(name IN LISTS FILES)
  bytes_of(${ROOT}/${name} list)
  file(SIZE ${ROOT}/${name} size)
  string(LENGTH ${name} length)
  string(APPEND arrays "static const unsigned char file_${count}[] = {${list}0};\n")
  string(APPEND table "    {{\"${name}\", ${length}}, {(const char *)file_${count}, ${size}}},\n")
  math(EXPR count "${count} + 1")
endforeach()
bytes_of(${SCHEMA} list)
file(SIZE ${SCHEMA} size)

file(WRITE ${OUT}.new "/* Made from rules/ and emit/plan.schema.json by builtin.cmake. */
#include \"rule/rule.h\"

${arrays}static const unsigned char schema[] = {${list}0};

const vnp__rule_file vnp__builtin_rules[] = {
${table}};
const size_t vnp__builtin_rule_count = ${count};

vnp_str vnp_schema(void)
{
    return (vnp_str){(const char *)schema, ${size}};
}
")
file(COPY_FILE ${OUT}.new ${OUT} ONLY_IF_DIFFERENT)
