# The summary as an SVG chart: a bar for each image, and behind it the seconds and the ratio to Jib's.
def name: {jib: "Jib, plain JRE", fat: "Dockerfile, fat jar", job: "Lapstrake, cds, job", prepared: "Lapstrake, process-aot"}[.kind] // "Lapstrake, \(.kind)";
def colour: {jib: "#8c959f", fat: "#8c959f", aot: "#0a3069", cds: "#0969da", job: "#0969da", prepared: "#0969da"}[.kind] // "#80b3f0";

(.images | map(.seconds) | max) as $longest
| [.images | group_by([-.cpus, .java])[]] as $groups
| reduce $groups[] as $group ({y: 34, out: []};
    .out += ["<text x=\"16\" y=\"\(.y + 16)\" font-weight=\"bold\">Java \($group[0].java), \($group[0].cpus) "
        + "CPU\(if $group[0].cpus == 1 then "" else "s" end)</text>"]
    | .y += 26
    | reduce $group[] as $image (.;
        ($image.seconds / $longest * 400 | round) as $width
        | .out += [
            "<text x=\"154\" y=\"\(.y + 13)\" text-anchor=\"end\">\($image | name)</text>",
            "<rect x=\"160\" y=\"\(.y)\" width=\"\($width)\" height=\"16\" fill=\"\($image | colour)\"/>",
            "<text x=\"\(166 + $width)\" y=\"\(.y + 13)\">\($image.seconds) s, × \($image.ratio * 100 | round / 100)</text>"]
        | .y += 21)
    | .y += 10)
| "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 680 \(.y + 6)\" font-family=\"sans-serif\" font-size=\"13\" "
    + "fill=\"#1f2328\" role=\"img\">",
"<title>Seconds until a Spring Boot service first answers</title>",
"<rect width=\"680\" height=\"\(.y + 6)\" fill=\"#ffffff\"/>",
"<text x=\"16\" y=\"24\" font-size=\"15\">Seconds until a Spring Boot service first answers (and × Jib’s)</text>",
.out[],
"</svg>"
