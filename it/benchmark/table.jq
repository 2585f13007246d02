# The summary as tables in Markdown.
def fixed(n): if . == null then "" else . * pow(10; n) | round | tostring | if n == 0 then . else
    (if startswith("-") then "-" else "" end) as $sign | ltrimstr("-") | until(length > n; "0" + .)
    | $sign + .[:-n] + "." + .[-n:] end end;
def fixed: fixed(2);
def place: {near: "Registry on this machine", far: "Registry at the far end of a line", reactor: "Reactor"}[.];
def name: {maven: "Maven alone", lapstrake: "Lapstrake", "lapstrake-cache": "Lapstrake, cache in the registry",
    "lapstrake-base": "Lapstrake, Jib's base", jib: "jib-maven-plugin 3.5.2", buildah: "Dockerfile, buildah"}[.];
def order: {maven: 0, lapstrake: 1, "lapstrake-cache": 2, "lapstrake-base": 3, jib: 4, buildah: 5}[.];
def case_order: {cold: 0, unchanged: 1, "after-clean": 2, "one-class": 3, "one-dependency": 4, "one-module": 5}[.];
def words: gsub("-"; " ");
def row: "| " + join(" | ") + " |";

. as $summary
| (("near", "far", "reactor") as $part
    | [.figures[] | select(.part == $part)] | select(length > 0)
    | "\($part | place), medians of \($summary.rounds):", "",
    "| | | s | CPU s | s over Maven | CPU s over Maven | requests | connections | MB pushed | peak MB |",
    "|---|---|---|---|---|---|---|---|---|---|",
    (sort_by([(.case | case_order), (.tool | order)])[]
        | [(.case | words), (.tool | name), (.wall, .cpu, .overWall, .overCpu | fixed), .requests, .connections,
            (.bytesUp / 1e6 | fixed(3)), (.rssMegabytes | fixed(0))] | row),
    ""),
"Ratios, pair by pair:", "",
"| | | | over Maven, s | over Maven, CPU s | whole, s | whole, CPU s | peak memory | bytes pushed |",
"|---|---|---|---|---|---|---|---|---|",
(.ratios | sort_by([.part, (.case | case_order), .against, (.tool | order)])[]
    | ["\(.part), \(.case | words)", (.tool | name), "to \(.against)",
        (.overWall, .overCpu, .wall, .cpu, .rssMegabytes, .bytesUp | fixed)] | row),
"",
"| target | is | at most | |",
"|---|---|---|---|",
(.targets[]
    | ["\(.part), \(.case | words): \(.what)", (.value | fixed), .limit, if .met then "met" else "**missed**" end] | row)
