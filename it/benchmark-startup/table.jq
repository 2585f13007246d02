# The summary as a table in Markdown: each figure, and its ratio to Jib's.
def name: {jib: "jib-maven-plugin, plain JRE", fat: "Dockerfile, fat jar", job: "Lapstrake, `cds`, job", prepared: "Lapstrake, process-aot"}[.kind] // "Lapstrake, `\(.kind)`";
def fixed: . * 100 | round / 100 | tostring | if test("\\.") then . else . + "." end | . + "00" | capture("(?<it>.*\\...)").it;
def share: " (\(fixed))";

"| CPUs | Java | image | first answer, s | CPU time, s | resident, MB |",
"|---|---|---|---|---|---|",
(.images[]
    | "| \(.cpus) | \(.java) | \(name) | \(.seconds | fixed)\(.ratio | share) | \(.cpuSeconds | fixed)\(.cpuRatio | share)"
    + " | \(.rssMegabytes)\(.rssRatio | share) |")
