# From the starts: the median of each image, and its ratios to Jib's image of the same Java. A ratio is the median of those
# of the rounds, each of which compares two starts that were only seconds apart.
def median: sort | if length % 2 == 1 then .[length / 2 | floor] else (.[length / 2 - 1] + .[length / 2]) / 2 end;
def decimals(n): . * pow(10; n) | round / pow(10; n);

map(select(.round > 0) | (.image | split("-")) as [$java, $kind] | . + {java: ($java | tonumber), kind: $kind})
| . as $starts
| INDEX($starts[] | select(.kind == "jib"); "\(.round) \(.cpus) \(.java)") as $jib
| def ratio(name): map(.[name] / $jib["\(.round) \(.cpus) \(.java)"][name]) | median | decimals(3);
{
    rounds: (map(.round) | max),
    images: [
        ["jib", "fat", "none", "base", "cds", "job", "aot", "prepared"][] as $kind
        | $starts
        | map(select(.kind == $kind))
        | group_by([.cpus, .java])[]
        | {
            cpus: .[0].cpus, java: .[0].java, kind: .[0].kind,
            seconds: (map(.millis / 1000) | median | decimals(2)), ratio: ratio("millis"),
            cpuSeconds: (map(.cpuMillis / 1000) | median | decimals(2)), cpuRatio: ratio("cpuMillis"),
            rssMegabytes: (map(.rssKilobytes / 1024) | median | round), rssRatio: ratio("rssKilobytes"),
            pssMegabytes: (map(.pssKilobytes / 1024) | median | round), pssRatio: ratio("pssKilobytes")
        }
    ] | sort_by(-.cpus, .java),
    starts: map(del(.image))
}
