//! The English lines.

use crate::demo::cast::lines::Lines;

/// The play in English.
pub static LINES: Lines = Lines {
    opening: r#"Planerka: ten days at a company called TP Lab.
The real bot, the real Telegram protocol, a real database; only Telegram itself is the built-in sandbox.
→ a person writes   ← the bot answers   ✎ the bot edits its card in place   ╔ a shared chat"#,
    next: r#"━━━ Done: {messages} messages from the bot, none unsent, none lost.
The demo's database: {db} (to keep it: planerka demo --db demo.db; to look at it: planerka export --week 2026-W48)
Next: put your own people into deploy/company.example.toml and run planerka apply company.toml"#,
    picture: "a picture of the numbers",
    company: include_str!("company.en.toml"),
    people: [
        ("anna", "Anna", "Smith"),
        ("olga", "Olga", "Bell"),
        ("petr", "Peter", "Evans"),
        ("igor", "Igor", "Lapin"),
        ("vera", "Vera", "Fox"),
        ("kirill", "Cyril", "Hare"),
        ("director", "Daniel", "Eagle"),
    ],
    chats: [
        ("marketing", "Marketing: the week", &["anna", "olga", "director"]),
        ("sales", "Sales: the week", &["petr", "igor", "director"]),
        ("support", "Support: the week", &["vera", "kirill", "director"]),
        ("board", "Management", &["director"]),
        ("sync", "Department sync", &["olga", "igor", "vera", "director"]),
    ],
    chapter_joining: "Joining: a personal link each, a chat for every department",
    chapter_plans: "Thursday: plans for next week",
    chapter_friday: "Friday: those who forgot are reminded; the first numbers",
    chapter_monday: "Monday: what still waits",
    chapter_week: "During the week: what is done, what came up",
    chapter_next: "Thursday again: half of the draft is written",
    chapter_reports: "Friday: the report, then the plan in one message and two taps",
    chapter_digest: "Friday, 6 pm: the digests in the departments' chats",
    chapter_agenda: "Monday: the agenda of the weekly sync",
    link_marketing: "The digest of Marketing",
    link_sales: "The digest of Sales",
    link_support: "The digest of Support",
    link_board: "The digest of Management",
    link_sync: "The agenda of Weekly sync",
    submit: "Submit",
    give_back: "Return",
    approve: "Approve",
    report: "Report",
    take_all: "Take what is suggested",
    tasks: "Tasks",
    delete: "Delete",
    undo: "Undo",
    petr: "Peter Evans",
    anna_plan: r#"Plan
Metrics:
Leads: 120
Traffic: 15,000
Tasks:
- Launch the retail landing page => page is public ~ 6h
- Prepare the webinar => programme and 3 speakers confirmed ~ 5h #webinars
- Case study on Vector => approved by the client and on the blog ~ 7h
- Channel report => table is with Olga ~ 2h
- Write the weekly plan => plan approved ~ 30 min"#,
    olga_reason: "Landing page: what exactly will work by Friday?",
    anna_correction: "1 => page is open, the form takes requests, the first one has reached the CRM",
    petr_begins: r#"Calls: 60
New customers: 6
Presentation for Alpha => client's answer: yes or no ~ 4h
Call with Alpha 3-4"#,
    petr_hours: "3",
    petr_goes_on: r#"2 => a date for the pilot is set
Call the contacts from the fair => 60 talks in the CRM, 10 meetings ~ 12h"#,
    olga_plan: r#"Plan
Qualified leads: 52
Ad spend: 2,700
- Rebuild the retail ads => 3 campaigns running, cost per lead visible in the table ~ 8h #growth
- Meet sales about lead quality => a list of 5 signs of a bad lead ~ 3h
- The department's plans and reports => all plans decided before Monday ~ 4h"#,
    igor_plan: r#"Plan
Revenue: 120k
- Contract with Vector => signed by both sides ~ 5h
- Look into the quarter's lost deals => 3 reasons with figures for the sync ~ 6h
- Interviews => one candidate comes for a trial day ~ 6h"#,
    director_plan: r#"Plan
- Budget for the first quarter => limits per department approved ~ 10h
- Meet Vector => clear whether they stay another year ~ 4h"#,
    vera_plan: r#"Plan
Renewals: 14
- Call everybody whose contract ends in December => 18 talks, a decision on each ~ 9h #renewals
- Answers to common questions => 10 articles open to clients ~ 8h"#,
    kirill_plan: r#"Plan
Time to answer: 3.5
- Clear the backlog of tickets => none older than 3 days is open ~ 12h
- Reply templates about integrations => 8 templates in the base ~ 5h"#,
    anna_first_numbers: "Leads 118, traffic 14,100",
    olga_first_numbers: r#"Qualified leads: 49
Ad spend: 2,750"#,
    petr_first_numbers: "Calls 55, new customers 5",
    igor_first_numbers: "108,000",
    vera_first_numbers: "13",
    kirill_first_numbers: "4.2",
    anna_unplanned: "/add Fix the prices on the site => new prices on every page ~ 2h",
    anna_risk: "2. ",
    kirill_away: "/away 30 Nov – 1 Dec conference",
    olga_hypothesis: "/hypothesis A customer video on the retail page => leads +10%, channel: website, budget 300, Anna",
    kirill_insight: "/insight Three clients asked about the accounting integration this week",
    anna_regular: r#"/regular Channel report => table is with Olga ~ 2h every week
Write the weekly plan => plan approved ~ 30 min every week"#,
    anna_next_plan: r#"Run the webinar => 40 attendees, 10 requests ~ 6h #webinars
Mailing to the retail base => sent, 25 % opened ~ 4h
Article on the integration => draft is with the editor ~ 6h"#,
    anna_report: r#"Leads 131, traffic 14,200
1 done 7h open, 3 requests on the first day
2 done
3 partly 5h the client hasn't approved it yet
4 done 1.5h
5 done
6 done 2h
Main: the retail landing page is open, 3 requests on the first day
Blocker: Vector hasn't answered about the case study for three days"#,
    olga_report: r#"Qualified leads 52, ad spend 2,748
all done"#,
    igor_report: r#"Revenue 124,000
1 done 6h signed
2 done
3 no: the candidates turned the trial day down
Need: a retail presentation from marketing"#,
    vera_report: r#"Renewals 12
1 done 11h 18 talks, 12 renewed, 6 thinking
2 partly 4h 6 of 10 are ready
Clients: they want the invoice in their account at once"#,
    kirill_report: r#"Time to answer 3.2
all done"#,
    director_report: "all done",
    petr_report: r#"Calls 52, new customers 6
1 done 4h Alpha takes the pilot
2 done
3 partly 10h 52 talks, 7 meetings"#,
    petr_short: "Calls: why?",
    petr_because: "Short week",
    igor_decision: "/decision Anna: a deck for retail, 10 slides, by Thursday",
    done_first: "Done: 1",
};
