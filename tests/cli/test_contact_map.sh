# Power and interest, engagement wanted against seen: as text, JSON and SVG.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init
ok account add 'Acme <b> & 合资' --key acme
ok account add Beta --key beta
ok use acme
ok contact add 'Anna Weber' --influence 5 --interest 4 --attitude neutral \
	--engagement-wanted leading --title 'head of "IT"'
ok contact add 张三丰 --influence 4 --interest 2 --attitude champion \
	--engagement-wanted supportive
ok contact add '</text><script>alert(1)</script>' --influence 5 --interest 5 \
	--engagement-seen resistant --engagement-wanted supportive
ok contact add 欧阳非常非常长的名字先生和他的朋友们还有更多的人 --influence 1 \
	--interest 5 --attitude sceptic --engagement-seen neutral
ok contact add "$(printf '\033[31mred')" --influence 2 --interest 1
ok contact add Carl
ok contact add 'Of Beta' --accounts beta --influence 5 --interest 5
ok contact add 'Has Left' --influence 5 --interest 5
ok contact leave CON-8

ok contact map --json=id,quadrant,wanted,seen,gap
cat >wanted <<'END'
[{"id":"CON-3","quadrant":"manage_closely","wanted":"supportive","seen":"resistant","gap":2},
{"id":"CON-1","quadrant":"manage_closely","wanted":"leading","seen":"neutral","gap":2},
{"id":"CON-2","quadrant":"keep_satisfied","wanted":"supportive","seen":"leading","gap":0},
{"id":"CON-5","quadrant":"monitor","wanted":null,"seen":null,"gap":null},
{"id":"CON-4","quadrant":"keep_informed","wanted":null,"seen":"neutral","gap":null},
{"id":"CON-6","quadrant":null,"wanted":null,"seen":null,"gap":null}]
END
same map "$(cat wanted)" "$(cat "$output")"

ok contact map acme
within 80
expect '| 张三丰                           4/2 | </text><script>alert(1)</script> 5/5 |'
expect '张三丰                                                    D          C'
expect 'CON-1 Anna Weber: neutral, wanted leading'
expect '  meet them often, decide with them'
expect '  kam contact edit CON-6 --influence 1…5 --interest 1…5'
[ "$(grep -c "$(printf '\033')" "$output")" -eq 0 ] || fail 'an escape'
ok contact map acme --format md
expect_part 'manage'

# a drawing that is XML and draws nothing but text
ok contact map --svg
cp "$output" map.svg
python3 - map.svg <<'END' || fail 'the drawing'
import sys
import xml.etree.ElementTree as tree

svg = "{http://www.w3.org/2000/svg}"
root = tree.parse(sys.argv[1]).getroot()
assert root.tag == svg + "svg"
assert {e.tag for e in root.iter()} == {
    svg + name for name in ("svg", "title", "style", "rect", "text")}
said = ["".join(e.itertext()) for e in root.iter(svg + "text")]
assert "张三丰" in [s[-3:] for s in said], said
assert any("</text><script>alert(1)</script>: resistant → supportive" in s
           for s in said), said
assert not any("href" in key for e in root.iter() for key in e.attrib)
assert len([e for e in root.iter(svg + "text")
            if e.attrib.get("class") == "gap"]) == 3
END
refuse 64 contact map --svg --json
refuse 66 contact map nobody
ok contact map beta --json=id
expect '[{"id":"CON-7"}]'
ok account add Empty --key empty
ok contact map empty
expect_nothing
ok contact map empty --svg
ok use --none
refuse 64 contact map
refuse 65 contact map acme --audience customer
ok contact list -A acme --audience customer --json
grep -qE 'engagement|influence' "$output" && fail 'the customer sees it'
ok fsck
finish
