# The summary as an SVG chart: for each case, in its own scale, a bar for each tool, of the seconds over `mvn package` alone,
# and the ratio to Jib's.
def name: {lapstrake: "Lapstrake", "lapstrake-cache": "… cache in the registry", "lapstrake-base": "… Jib’s base",
    jib: "Jib", buildah: "Dockerfile, buildah"}[.];
def colour: {lapstrake: "#0969da", jib: "#8c959f", buildah: "#d0d7de"}[.] // "#80b3f0";
def order: {lapstrake: 0, "lapstrake-cache": 1, "lapstrake-base": 2, jib: 3, buildah: 4}[.];
def case_order: {cold: 4, unchanged: 0, "after-clean": 1, "one-class": 2, "one-dependency": 3, "one-module": 1}[.];
def part_name: {near: "registry on this machine", far: "registry 30 ms away, 100 Mbit/s", reactor: "reactor of 60 modules"}[.];
def part_order: {near: 0, far: 1, reactor: 2}[.];
def hundredths: . * 100 | round / 100;

. as $summary
| [.figures[] | select(.tool != "maven" and .overWall != null)] as $figures
| reduce ($figures | group_by([(.part | part_order), (.case | case_order)])[]) as $group ({y: 34, out: []};
    .out += ["<text x=\"16\" y=\"\(.y + 16)\" font-weight=\"bold\">\($group[0].case | gsub("-"; " ")), "
        + "\($group[0].part | part_name)</text>"]
    | .y += 26
    | ([$group[].overWall] | max) as $longest
    | reduce ($group | sort_by(.tool | order))[] as $figure (.;
        ([$figure.overWall, 0] | max / $longest * 330 | round) as $width
        | ($summary.ratios | map(select(.part == $figure.part and .case == $figure.case and .tool == $figure.tool
            and .against == "jib") | .overWall | values | ", × \(hundredths)") | add // "") as $ratio
        | .out += [
            "<text x=\"194\" y=\"\(.y + 13)\" text-anchor=\"end\">\($figure.tool | name)</text>",
            "<rect x=\"200\" y=\"\(.y)\" width=\"\($width)\" height=\"16\" fill=\"\($figure.tool | colour)\"/>",
            "<text x=\"\(206 + $width)\" y=\"\(.y + 13)\">\($figure.overWall | hundredths) s\($ratio)</text>"]
        | .y += 21)
    | .y += 10)
| "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 680 \(.y + 6)\" font-family=\"sans-serif\" font-size=\"13\" "
    + "fill=\"#1f2328\" role=\"img\">",
"<title>Seconds that an image takes over mvn package alone</title>",
"<rect width=\"680\" height=\"\(.y + 6)\" fill=\"#ffffff\"/>",
"<text x=\"16\" y=\"24\" font-size=\"15\">Seconds that an image takes over mvn package alone (and × Jib’s)</text>",
.out[],
"</svg>"
