# From the runs, and from the facts: the medians of each tool, its ratios to others, and the targets that these meet or miss.
# "Over Maven" is what a build takes more than `mvn package` alone took in the same round. A ratio is the median of those of
# the rounds, each of which compares two builds of that round; a round in which the other took no time over Maven has none.
def median: sort | if length == 0 then null elif length % 2 == 1 then .[length / 2 | floor]
    else (.[length / 2 - 1] + .[length / 2]) / 2 end;
def decimals(n): if . == null then null else . * pow(10; n) | round / pow(10; n) end;
def figure(name): map(.[name] | values) | median | decimals(3);
def share(name): map(select(.other[name] != null and .other[name] > 0) | .[name] / .other[name]) | median | decimals(3);

def key: "\(.part) \(.case) \(.round)";
INDEX(.[] | select(.tool == "maven"); key) as $alone
| map(. + ($alone[key] as $maven
    | if $maven == null or .tool == "maven" then {} else {overWall: (.wall - $maven.wall), overCpu: (.cpu - $maven.cpu)} end))
| . as $runs
| INDEX($runs[]; "\(key) \(.tool)") as $at
| (group_by([.part, .case, .tool]) | map({part: .[0].part, case: .[0].case, tool: .[0].tool, rounds: length} + (. as $group
    | ["wall", "cpu", "overWall", "overCpu", "rssMegabytes", "requests", "connections", "bytesUp", "bytesDown",
       "layerBytes", "classesBytes"]
    | map({key: ., value: (. as $name | $group | figure($name))}) | from_entries))) as $figures
| ([("jib", "buildah") as $against
    | $runs | map(select(.tool | startswith("lapstrake"))) | group_by([.part, .case, .tool])[]
    | map(. + {other: $at["\(key) \($against)"]} | select(.other))
    | select(length > 0)
    | {part: .[0].part, case: .[0].case, tool: .[0].tool, $against,
        pairs: (map(select(.other.overWall != null and .other.overWall > 0)) | length),
        overWall: share("overWall"), overCpu: share("overCpu"), wall: share("wall"), cpu: share("cpu"),
        rssMegabytes: share("rssMegabytes"), requests: share("requests"), bytesUp: share("bytesUp")}]) as $ratios
| def ratio_of(tool; part; case; against; name):
    $ratios[] | select(.part == part and .case == case and .tool == tool and .against == against) | .[name];
  def ratio(part; case; against; name): ratio_of("lapstrake"; part; case; against; name);
  def own(part; case; name): $figures[] | select(.part == part and .case == case and .tool == "lapstrake") | .[name];
  def target(part; case; what; value; limit):
    [value | values] | first // empty
    | {part: part, case: case, what: what, value: decimals(3), limit: limit, met: (. <= limit)};
{
    facts: $facts[0],
    rounds: ($runs | map(.round) | max),
    targets: [
        ("lapstrake", "lapstrake-cache", "lapstrake-base" | . as $tool
            | target("near"; "cold"; "seconds over Maven, \($tool), to Jib's";
                ratio_of($tool; "near"; "cold"; "jib"; "overWall"); 0.8)),
        (["unchanged", 0.25], ["after-clean", 0.3], ["one-class", 0.4], ["one-dependency", 0.3] | . as [$case, $limit]
            | target("near"; $case; "seconds over Maven, to Jib's"; ratio("near"; $case; "jib"; "overWall"); $limit)),
        target("near"; "unchanged"; "CPU seconds over Maven, to Jib's"; ratio("near"; "unchanged"; "jib"; "overCpu"); 0.25),
        target("near"; "unchanged"; "seconds over Maven"; own("near"; "unchanged"; "overWall"); 0.3),
        target("near"; "one-class"; "bytes of layers, to those of the classes' layer";
            own("near"; "one-class"; "layerBytes") / (own("near"; "one-class"; "classesBytes") // empty); 1),
        target("near"; "one-dependency"; "bytes pushed, to those of the jar";
            own("near"; "one-dependency"; "bytesUp") / $facts[0].jarBytes; 1.5),
        (("cold", "unchanged", "after-clean", "one-class", "one-dependency") as $case
            | target("far"; $case; "seconds over Maven, to Jib's"; ratio("far"; $case; "jib"; "overWall"); 0.5)),
        (("cold", "after-clean", "one-class", "one-dependency") as $case
            | target("near"; $case; "seconds of the whole, to buildah's"; ratio("near"; $case; "buildah"; "wall"); 0.5)),
        (("cold", "unchanged", "after-clean", "one-class", "one-dependency") as $case
            | target("near"; $case; "peak memory, to Jib's"; ratio("near"; $case; "jib"; "rssMegabytes"); 1)),
        (["unchanged", 0], ["one-module", 1] | . as [$case, $changed]
            | target("reactor"; $case; "milliseconds over Maven for each unchanged module";
                own("reactor"; $case; "overWall") * 1000 / ($facts[0].modules - $changed); 20))
    ],
    figures: $figures,
    ratios: $ratios,
    runs: $runs
}
