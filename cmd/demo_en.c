/*
 * The English register of `kam demo`: six weeks of Nordwerk, who build
 * software for logistics, and five customers of theirs. demo.h says how to
 * read and how to add lines.
 */
#include "demo.h"

#define LENA "Lena Brandt <lena@nordwerk.test>"
#define TOMAS "Tomás Rivera <tomas@nordwerk.test>"
#define PRIYA "Priya Nair <priya@nordwerk.test>"
#define JONAS "Jonas Falk <jonas@nordwerk.test>"

/* clang-format off */
static const struct demo_line lines[] = {
	/* the firm's people, and the days on which they don't work */
	{ LENA, "-30wd 08:40", "member add 'Lena Brandt' --key lena --email lena@nordwerk.test "
	  "--role 'key account manager' --language en" },
	{ LENA, "", "member add 'Tomás Rivera' --key tomas --email tomas@nordwerk.test "
	  "--role 'project manager' --language en" },
	{ LENA, "", "member add 'Priya Nair' --key priya --email priya@nordwerk.test "
	  "--role 'business analyst' --language en" },
	{ LENA, "", "member add 'Jonas Falk' --key jonas --email jonas@nordwerk.test "
	  "--role 'delivery lead' --language en" },
	{ LENA, "", "calendar add 'Working days at Nordwerk' --key nordwerk --weekdays mon-fri" },
	{ LENA, "", "calendar_day add --calendar nordwerk --date {-12wd} --name 'works outing'" },
	{ LENA, "", "calendar_day add --calendar nordwerk --date {+4wd} --name stocktaking" },
	{ LENA, "", "calendar_day add --calendar nordwerk --date {+21wd} --name 'bridge day'" },
	{ LENA, "", "setting set calendar nordwerk" },

	/* whom they work for */
	{ LENA, "-30wd 09:10", "account add 'Harlund Logistics GmbH' --key harlund "
	  "--tier strategic --industry logistics --region DACH --owner lena "
	  "--value '1850000 EUR' --city Bremen --country Germany --employees 4200 "
	  "--since 2019-04-01 --website https://harlund.test --tags flagship,reference" },
	{ LENA, "", "account add 'Pellworth Foods plc' --key pellworth --tier key "
	  "--industry food --region UK --owner lena --value '640000 GBP' --city Leeds "
	  "--tags audit" },
	{ LENA, "", "account add 'Solvik Energi AS' --key solvik --tier key "
	  "--industry utilities --region Nordics --owner tomas --value '5200000 NOK' "
	  "--city Bergen" },
	{ LENA, "", "account add 'Brightwell Clinics' --key brightwell --tier standard "
	  "--industry healthcare --region Benelux --owner priya --value '180000 EUR'" },
	{ LENA, "", "account add 'Castelmar Bank' --key castelmar --tier prospect "
	  "--industry banking --region Iberia --owner lena" },
	{ LENA, "-30wd 09:40", "contact add 'Ingrid Paulsen' --accounts harlund:sponsor "
	  "--title CIO --email ingrid.paulsen@harlund.test --influence 5 --interest 4 "
	  "--attitude supporter --preferred-channel call --language en "
	  "--time-zone Europe/Berlin --owner lena" },
	{ LENA, "", "contact add 'Markus Oehler' --accounts harlund:user "
	  "--title 'head of warehouse operations' --email markus.oehler@harlund.test "
	  "--influence 4 --interest 5 --attitude sceptic --reports-to 'Ingrid Paulsen'" },
	{ LENA, "", "contact add 'Aisha Rahman' --accounts pellworth:buyer "
	  "--title 'quality manager' --email aisha.rahman@pellworth.test --influence 3 "
	  "--interest 5 --attitude champion --preferred-channel mail" },
	{ LENA, "", "contact add 'George Whitlock' --accounts pellworth:sponsor --title COO "
	  "--email george.whitlock@pellworth.test --influence 5 --interest 2 --attitude neutral" },
	{ LENA, "", "contact add 'Sigrid Aas' --accounts solvik:sponsor --title 'head of grid' "
	  "--email sigrid.aas@solvik.test --influence 5 --interest 4 --attitude supporter" },
	{ LENA, "", "contact add 'Dr Nora Feld' --accounts brightwell:user "
	  "--title 'medical director' --email nora.feld@brightwell.test --influence 4 "
	  "--interest 3 --attitude neutral" },
	{ LENA, "", "contact add 'Claudia Marchetti' --accounts castelmar:evaluator "
	  "--title 'head of procurement' --email claudia.marchetti@castelmar.test --influence 3" },
	{ LENA, "-30wd 10:10", "channel add '+49 30 23125 014' --contact 'Ingrid Paulsen' "
	  "--type call --hours 09:00-12:00 --preferred" },
	{ LENA, "", "channel add 'George.Whitlock@pellworth.test' --contact 'George Whitlock' "
	  "--type mail --consent given --consent-on {-30wd}" },
	{ LENA, "", "escalation add -A harlund --level 1 --contact 'Markus Oehler' --member "
	  "tomas --after 'no answer within two working days'" },
	{ LENA, "", "escalation add -A harlund --level 2 --contact 'Ingrid Paulsen' --member "
	  "lena --after 'no way out within a week'" },
	{ LENA, "-30wd 10:30", "project add 'Customer portal' -A harlund --key portal "
	  "--owner tomas --goal 'customers of Harlund book and follow their freight themselves' "
	  "--start {-60wd} --due {+45wd} --budget '420000 EUR'" },
	{ LENA, "", "project add 'Go-live in Bremen' -A harlund --key bremen --owner jonas "
	  "--goal 'the new warehouse ships from day one' --start {-25wd} --due {+12wd}" },
	{ LENA, "", "project add 'Batch traceability' -A pellworth --key trace --owner tomas "
	  "--goal 'a recall names its batches within four hours' --start {-40wd} --due {+30wd} "
	  "--budget '150000 GBP'" },
	{ LENA, "", "project add 'Smart meters' -A solvik --key meters --owner jonas "
	  "--start {-35wd} --due {-1wd} --budget '2100000 NOK'" },
	{ LENA, "", "project add 'Pilot in ten branches' -A castelmar --key pilot --owner lena "
	  "--start {+20wd}" },
	{ TOMAS, "-30wd 11:05", "project start harlund/portal" },
	{ JONAS, "", "project start harlund/bremen" },
	{ TOMAS, "", "project start pellworth/trace" },
	{ JONAS, "", "project start solvik/meters" },

	/* what they promised to give, again and again */
	{ TOMAS, "-29wd 09:00", "cadence add 'Weekly status report' -P harlund/portal "
	  "--every week --start {-25wd} --contact 'Ingrid Paulsen' --owner tomas --channel mail "
	  "--severity high --content 'done, next, risks, decisions we need'" },
	{ LENA, "", "cadence add 'Review of the batches' -P pellworth/trace --every '2 weeks' "
	  "--start {-23wd} --contact 'Aisha Rahman' --owner lena --channel call" },
	{ PRIYA, "", "cadence add 'Service report' -A brightwell --every '4 weeks' "
	  "--start {-27wd} --contact 'Dr Nora Feld' --owner priya --channel document" },
	{ JONAS, "", "cadence add 'Roll-out figures' -P solvik/meters --every '2 weeks' "
	  "--start {-28wd} --contact 'Sigrid Aas' --owner jonas --channel mail" },
	{ LENA, "", "cadence add 'Steering committee' -A harlund --every quarter --start {+9wd} "
	  "--contact 'Ingrid Paulsen' --owner lena --channel meeting --severity high" },

	/* who is to hear what besides */
	{ LENA, "-29wd 10:00", "comm plan add 'Figures for the board' -A solvik --audience "
	  "'Sigrid Aas' --every month --start {+6wd} --channel document --sender jonas "
	  "--approver tomas --form 'one page, PDF' --content 'meters in place, money, what "
	  "is next'" },
	{ TOMAS, "", "comm plan confirm 'Figures for the board'" },
	{ TOMAS, "", "comm plan add 'Outages of the portal' -P harlund/portal --group "
	  "'dispatchers on shift' --channel chat --sender tomas --approver lena --content "
	  "'since when, until when, what still works'" },

	/* six weeks of work */
	{ JONAS, "-28wd 16:30", "feedback give 'Roll-out figures' --via mail" },
	{ TOMAS, "-28wd 17:10", ""
	  "comm log 'Kick-off of phase two: one login before the audit, slots, tracking' "
	  "-P harlund/portal --channel meeting --direction out --duration 90m "
	  "--with 'Ingrid Paulsen' --with 'Markus Oehler' --members tomas,priya "
	  "--minutes 'The auditor comes in spring; shared passwords must be gone by then.' "
	  "--outcome 'scope agreed in outline' --next 'Estimate single sign-on' "
	  "--next-owner priya --next-due {-24wd}" },
	{ PRIYA, "-28wd 17:40", "elicit add 'How the yard works at six in the morning' -P "
	  "harlund/portal --method observation --on {-27wd} --place 'gate two, Hamburg' "
	  "--facilitator priya --participants 'Markus Oehler:host' --goal 'what drivers do "
	  "before they unload'" },
	{ PRIYA, "-27wd 08:30", "elicit ask 'How the yard works at six in the morning' 'What do "
	  "drivers wait for?' --answer 'for the page with their slot' --quote 'By seven I "
	  "know every driver by name.' --by 'Markus Oehler'" },
	{ PRIYA, "", "elicit ask 'How the yard works at six in the morning' 'How is the gate "
	  "opened?' --answer 'by telephone; the number of the booking would do' --by 'Markus "
	  "Oehler'" },
	{ PRIYA, "", "elicit hold 'How the yard works at six in the morning' --findings 'forty "
	  "lorries within one hour, one clerk'" },
	{ PRIYA, "", "elicit req 'How the yard works at six in the morning' --title 'The gate "
	  "opens by the number of the booking' --from-answer 2 --class functional --priority "
	  "could --owner priya" },
	{ PRIYA, "", "req tag 'The gate opens by the number of the booking' slots" },
	{ PRIYA, "-27wd 09:20", "req add 'Delivery slots in the portal' -P harlund/portal "
	  "--statement 'A customer picks a free slot of the next ten working days.' "
	  "--class functional --priority must --value 80 --effort 12 --owner priya "
	  "--source-contact 'Markus Oehler' --due {-8wd} --tags slots" },
	{ PRIYA, "", "req add 'Single sign-on' -P harlund/portal "
	  "--statement 'Staff and carriers log in with the account of their own firm.' "
	  "--class functional --core --priority must --value 90 --effort 18 "
	  "--acceptance-criteria 'no password of the portal is left in use' "
	  "--source-contact 'Ingrid Paulsen' --owner priya --due {+20wd} --tags audit,security" },
	{ PRIYA, "", "req add 'Live tracking on a telephone' -P harlund/portal "
	  "--class functional --priority should --value 60 --effort 25 --owner tomas "
	  "--due {+35wd} --source-contact 'Markus Oehler'" },
	{ PRIYA, "", "req add 'Pages within two seconds at six in the morning' "
	  "-P harlund/portal --class quality --core --priority must --value 75 --owner tomas "
	  "--due {-2wd}" },
	{ PRIYA, "", "req add 'Fax confirmation of bookings' -P harlund/portal "
	  "--class functional --priority wont --value 5" },
	{ PRIYA, "-27wd 16:00", "feedback give 'Service report' --via document" },
	{ LENA, "-26wd 10:00", ""
	  "account note harlund 'Budget for next year is decided in October; Ingrid wants two "
	  "reference visits before that.'" },
	{ PRIYA, "-26wd 11:30", "req analyse 'Delivery slots in the portal'" },
	{ TOMAS, "-26wd 15:00", "req agree 'Delivery slots in the portal' "
	  "--agreed-with 'Markus Oehler' --agreed-via mail" },
	{ TOMAS, "-25wd 16:45", "feedback give 'Weekly status report' --via mail" },
	{ PRIYA, "-24wd 14:10", "action finish 'Estimate single sign-on'" },
	{ PRIYA, "", "req analyse 'Single sign-on'" },
	{ LENA, "-23wd 15:30", "feedback give 'Review of the batches' --via call "
	  "--note 'trial line shown'" },
	{ LENA, "", "req add 'Recall report within four hours' -P pellworth/trace "
	  "--class functional --core --priority must --value 95 --effort 30 --owner tomas "
	  "--due {+10wd} --statement 'From one batch number to every pallet and customer.' "
	  "--source-contact 'George Whitlock' --tags audit" },
	{ LENA, "", "req add 'Labels in two languages' -P pellworth/trace --class constraint "
	  "--priority should --value 40 --owner priya --source-contact 'Aisha Rahman'" },
	{ TOMAS, "-22wd 09:15", "risk add 'The identity provider is not chosen' "
	  "-P harlund/portal --cause 'two bids, and no decision by purchasing' "
	  "--event 'the choice comes after the design freeze' "
	  "--effect 'single sign-on misses the audit' --category technical --owner tomas "
	  "--review {+5wd} --satisfaction --tags audit" },
	{ TOMAS, "", "risk score 'The identity provider is not chosen' -p 3 -i 4 "
	  "--rationale 'purchasing promised an answer this month'" },
	{ JONAS, "-22wd 13:40", "risk add 'Meters arrive late from the supplier' "
	  "-P solvik/meters --category supply --owner jonas --review {-3wd} --satisfaction "
	  "--cause 'one supplier, eight weeks of lead time'" },
	{ JONAS, "", "risk score 'Meters arrive late from the supplier' -p 3 -i 5" },
	{ LENA, "-22wd 15:00", "plan new harlund --review {-3wd} --revenue '1850000 EUR' "
	  "--spend '4000000 EUR'" },
	{ LENA, "", "plan edit harlund context --text 'Harlund moves freight for others and "
	  "lives by the hour. They chose us for the **warehouse** and judge us by the "
	  "*portal*.'" },
	{ LENA, "", "plan edit harlund requirements --text 'Single sign-on before the audit in "
	  "spring decides; pages in time at six in the morning decide over Markus.'" },
	{ LENA, "", "plan edit harlund communication --text 'Ingrid by telephone before noon, "
	  "Markus at the ramp. The committee once a quarter.'" },
	{ LENA, "", "objective add 'Two visits by others at Harlund' -A harlund --measure "
	  "visits --baseline 0 --target 2 --due {+40wd} --owner lena" },
	{ LENA, "", "whitespace set 'Hub Hamburg' 'Customer portal' won -A harlund --value "
	  "'420000 EUR'" },
	{ LENA, "", "whitespace set 'Hub Hamburg' 'Warehouse control' open -A harlund --value "
	  "'600000 EUR' --remark 'after Bremen'" },
	{ LENA, "", "whitespace set 'Warehouse Bremen' 'Warehouse control' won -A harlund "
	  "--value '900000 EUR'" },
	{ TOMAS, "", "plan new harlund/portal --area risk --owner tomas" },
	{ LENA, "-22wd 17:00", "plan approve harlund --by tomas" },
	{ PRIYA, "-21wd 10:05", "req edit 'Single sign-on' --effort 22 "
	  "--rationale 'carriers need a second tenant' --due {+18wd}" },
	{ LENA, "-21wd 14:00", "comm log 'George asks what a recall would cost without us' "
	  "-P pellworth/trace --channel call --direction in --duration 25m "
	  "--with 'George Whitlock' --next 'Send the figures of the last recall' "
	  "--next-owner lena --next-due {-6wd}" },
	{ PRIYA, "-20wd 09:50", "feedback add 'Invoice went to the wrong clinic' -A brightwell "
	  "--type complaint --severity medium --contact 'Dr Nora Feld' --channel mail "
	  "--owner priya" },
	{ TOMAS, "-20wd 16:00", "req implement 'Delivery slots in the portal'" },
	{ TOMAS, "-19wd 16:20", "req agree 'Single sign-on' --agreed-with 'Ingrid Paulsen' "
	  "--agreed-via meeting" },
	{ PRIYA, "-19wd 17:00", "feedback respond 'Invoice went to the wrong clinic' "
	  "--response 'sent again to the right address; the old one is cancelled'" },
	{ TOMAS, "-18wd 09:30", "feedback give 'Weekly status report' --via mail "
	  "--note 'after the outage'" },
	{ JONAS, "-18wd 15:10", "feedback give 'Roll-out figures' --via mail" },
	{ TOMAS, "-18wd 16:00", ""
	  "req link 'Single sign-on' answers {risk:The identity provider is not chosen}" },
	{ TOMAS, "-18wd 16:30", "req baseline 'Scope of phase two' -P harlund/portal "
	  "--description 'as agreed before the design freeze'" },
	{ PRIYA, "-17wd 10:15", "feedback resolve 'Invoice went to the wrong clinic' "
	  "--resolution 'addresses of all nine clinics checked'" },
	{ LENA, "-16wd 11:00", "feedback add 'The best handover we have had' -P pellworth/trace "
	  "--type praise --severity low --contact 'Aisha Rahman' --channel call --owner lena" },
	{ LENA, "", "feedback respond 'The best handover we have had' "
	  "--response 'passed on to the team'" },
	{ LENA, "", "feedback confirm 'The best handover we have had'" },
	{ LENA, "-16wd 11:40", "survey add 'Would they recommend us?' --type nps --owner lena "
	  "--ends {+6wd} --question 'How likely are you to recommend us?' --every quarter" },
	{ LENA, "", "survey open 'Would they recommend us?'" },
	{ PRIYA, "-15wd 09:05", "feedback confirm 'Invoice went to the wrong clinic'" },
	{ TOMAS, "-15wd 16:50", "feedback give 'Weekly status report' --via mail" },
	{ JONAS, "-14wd 10:40", "feedback add 'Readings every quarter of an hour' "
	  "-P solvik/meters --type request --severity medium --contact 'Sigrid Aas' "
	  "--channel meeting --owner jonas" },
	{ JONAS, "", "feedback turn 'Readings every quarter of an hour' --into req" },
	{ JONAS, "", "feedback respond 'Readings every quarter of an hour' "
	  "--response 'we estimate it with the second district'" },
	{ JONAS, "", "req edit 'Readings every quarter of an hour' --class functional "
	  "--priority could --value 50 --owner jonas" },
	{ TOMAS, "-14wd 15:00", "req verify 'Delivery slots in the portal'" },
	{ JONAS, "-13wd 09:00", "risk add 'Too few testers for the second shift' "
	  "-P harlund/bremen --category people --owner jonas --review {+2wd} "
	  "--cause 'two of five are at another customer' --effect 'go-live slips by a week'" },
	{ JONAS, "", "risk score 'Too few testers for the second shift' -p 4 -i 5" },
	{ TOMAS, "", "risk add 'Import of old orders fails' -P harlund/portal --owner tomas" },
	{ LENA, "", "risk add 'Solvik adds its second district' -A solvik --type opportunity "
	  "--category commercial --owner tomas --response enhance "
	  "--response-plan 'show the figures of the first one to the board'" },
	{ LENA, "", "risk score 'Solvik adds its second district' -p 3 -i 3" },
	{ JONAS, "-12wd 08:30", "issue add 'Scanners lose the net in hall two' -P "
	  "harlund/bremen --severity high --owner jonas --due {+4wd} --raised-by "
	  "{contact:Markus Oehler} --description 'Between rows 14 and 20, since the racks "
	  "stand.' --tags go-live" },
	{ JONAS, "", "issue contain 'Scanners lose the net in hall two' --containment 'two "
	  "mobile access points on poles'" },
	{ JONAS, "", "issue why 'Scanners lose the net in hall two' 'the racks shade the "
	  "antennas'" },
	{ JONAS, "", "issue why 'Scanners lose the net in hall two' 'the net was measured in "
	  "the empty hall' --cause process" },
	{ LENA, "-12wd 10:00", "survey answer 'Would they recommend us?' --score 9 --contact "
	  "'Ingrid Paulsen' --comment 'They say what they cannot do.'" },
	{ LENA, "", "survey answer 'Would they recommend us?' --score 10 --contact 'Aisha "
	  "Rahman'" },
	{ LENA, "", "survey answer 'Would they recommend us?' --score 6 --contact 'Markus "
	  "Oehler' --comment 'Ask me when the scanners run.'" },
	{ LENA, "-11wd 14:30", "feedback give 'Review of the batches' --via call" },
	{ TOMAS, "-11wd 16:10", "req agree 'Recall report within four hours' "
	  "--agreed-with 'Aisha Rahman' --agreed-via mail" },
	{ JONAS, "-10wd 09:10", "issue add 'Readings of one street are missing' -P "
	  "solvik/meters --severity medium --owner jonas --raised-by {contact:Sigrid Aas}" },
	{ JONAS, "", "issue why 'Readings of one street are missing' 'the list of meters was a "
	  "week old' --cause inputs" },
	{ JONAS, "", "issue solve 'Readings of one street are missing' --resolution 'list read "
	  "every night'" },
	{ TOMAS, "-10wd 10:00", "risk score 'Import of old orders fails' -p 2 -i 3" },
	{ TOMAS, "-10wd 11:20", "req drop 'Fax confirmation of bookings' "
	  "--reason 'nobody has a fax any more'" },
	{ TOMAS, "-9wd 15:45", "req accept 'Delivery slots in the portal'" },
	{ JONAS, "-8wd 09:35", "comm log 'Walked the new hall: racks stand, scanners are late' "
	  "-P harlund/bremen --channel visit --direction out --duration 3h "
	  "--with 'Markus Oehler' --members jonas --outcome 'plan holds for now' "
	  "--next 'Confirm the date of the scanners' --next-owner jonas --next-due {-3wd}" },
	{ JONAS, "", ""
	  "contact note 'Markus Oehler' 'Was burnt by the last vendor: wants to see it run, not "
	  "slides.'" },
	{ TOMAS, "-7wd 13:30", "risk close 'Import of old orders fails' "
	  "--reason 'imported without an error'" },
	{ PRIYA, "-7wd 16:20", "req defer 'Labels in two languages' "
	  "--reason 'until the label printer is replaced'" },
	{ TOMAS, "-6wd 09:10", "risk score 'The identity provider is not chosen' -p 4 -i 4 "
	  "--rationale 'purchasing has put it off again'" },
	{ TOMAS, "", "risk plan 'The identity provider is not chosen' --response mitigate "
	  "--response-plan 'build against both bids until the choice is made'" },
	{ PRIYA, "-6wd 10:30", "improve add 'Addresses are right before invoices go out' -A "
	  "brightwell --origin {feedback:Invoice went to the wrong clinic} --measure "
	  "'invoices that come back' --unit '%' --baseline 4 --target 1 --owner priya --due "
	  "{+25wd} --description 'the clinics confirm their addresses once a quarter'" },
	{ PRIYA, "", "improve do 'Addresses are right before invoices go out'" },
	{ PRIYA, "", "improve check 'Addresses are right before invoices go out'" },
	{ TOMAS, "-6wd 11:00", "req kano 'Live tracking on a telephone' --functional like "
	  "--dysfunctional neutral --contact 'Markus Oehler'" },
	{ TOMAS, "-5wd 14:00", "req implement 'Recall report within four hours'" },
	{ TOMAS, "-4wd 08:55", "feedback add 'The portal is slow between six and eight' "
	  "-P harlund/portal --type complaint --severity high --contact 'Markus Oehler' "
	  "--channel call --owner tomas --text 'Drivers wait at the gate until the page comes.' "
	  "--tags performance" },
	{ TOMAS, "", ""
	  "req link 'Pages within two seconds at six in the morning' answers {feedback:The "
	  "portal is slow between six and eight}" },
	{ TOMAS, "-4wd 17:30", "feedback give 'Weekly status report' --via mail "
	  "--note 'two weeks in one'" },
	{ LENA, "-3wd 11:15", "comm log 'Claudia wants a reference before the summer' "
	  "-A castelmar --channel mail --direction in --with 'Claudia Marchetti' "
	  "--next 'Ask Ingrid for a reference visit' --next-owner lena --next-due {+2wd}" },
	{ PRIYA, "-3wd 14:00", "improve measure 'Addresses are right before invoices go out' --value 3" },
	{ LENA, "-3wd 15:00", "objective measure 'Two visits by others at Harlund' 1 --remark "
	  "'Castelmar asks for the second'" },
	{ LENA, "", "plan review harlund --outcome 'holds; the slow mornings come first' --next "
	  "{+17wd}" },
	{ LENA, "-2wd 10:20", "feedback add 'Which data leave the country?' -A castelmar "
	  "--type comment --severity medium --contact 'Claudia Marchetti' --channel mail "
	  "--owner lena" },
	{ PRIYA, "-2wd 15:40", "req add 'Log of every view of a patient' -A brightwell "
	  "--class constraint --priority must --owner priya --source-contact 'Dr Nora Feld' "
	  "--due {+25wd}" },
	{ PRIYA, "-2wd 16:10", "elicit add 'Who looks at which patient' -A brightwell --method "
	  "interview --on {+3wd} --facilitator priya --participants 'Dr Nora Feld' --goal "
	  "'which views are to be kept'" },
	{ LENA, "-1wd 09:30", "action add 'Prepare the steering committee' -A harlund "
	  "--owner lena --due {today}" },
	{ TOMAS, "-1wd 16:05", ""
	  "comm log 'Ingrid asks who answers Markus about the slow mornings' -P harlund/portal "
	  "--channel chat --direction in --with 'Ingrid Paulsen' "
	  "--next 'Measure the first hour of the day' --next-owner tomas --next-due {+1wd}" },
	{ JONAS, "-1wd 17:20", "action tag 'Confirm the date of the scanners' go-live" },
	{ 0 },
};
/* clang-format on */

const struct demo_story demo_story_en = { "en", "Lena Brandt",
					  "lena@nordwerk.test", lines };
