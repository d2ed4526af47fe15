# All the bot's words in English. A room per notion, in the order of src/render.
# Numbers arrive already formatted; where there are plural forms the bare count comes beside them.

## Common
apology = Something went wrong with that message. It is kept, and your admin will find it in the log. Please try again a little later.
stranger = This is a company's work bot and it only talks to its people. If you are on the team, ask your manager for your personal link and open it.
unknown-command = There is no such command. What I can do: /help
unknown-command-nearest = There is no such command. Did you mean { $command }? All I can do: /help
only-private = That works better in a private chat: @{ $bot }
not-allowed = Only { $who } can do that.
who-manager = a manager
who-admin = an admin
stale-button = This button is out of date. Get a fresh card: { $command }
nothing-to-cancel = There is nothing to cancel. What next: /help
cancelled = Fine, I'm no longer asking. Everything you wrote is still there.
not-text = I read text, and take photos and files for the week's tasks. Put it in words; nothing you wrote before is lost.
btn-back = Back
dash = no data

## Joining
welcome = 👋 Hello { $name }. I run the weekly plans at { $company }.
welcome-next = I'll ask for your plan myself: { $when }. To start now, tap /plan.
welcome-manager = You approve plans for { $teams }. What is waiting: /inbox
join-used = This link has been used already. Ask your admin for a new one.
join-expired = This link has expired. Ask your admin for a new one.
join-unknown = There is no such link. Check that you opened all of it, or ask for a new one.
join-other = This account already belongs to another person here. If that is wrong, tell your admin.
join-again = You are already on the team. What next: /help

## Help
help-head = How this works
help-employee =
    At the end of the week send your plan in one message, a line each:
    what to do => how you'll know it's done ~ hours
    A target is a line too: Leads: 120
    To correct: "2: 4h", "2 delete", or edit your own message.
help-commands = Commands
cmd-plan = plan for the week
cmd-week = my week: mark what's done
cmd-add = add something unplanned
cmd-report = report on the week
cmd-language = which language the bot speaks
cmd-help = how this works
cmd-cancel = drop the bot's question
cmd-inbox = plans waiting for me
cmd-team = who has handed in what, the team's eight weeks
cmd-digest = the digest of a week, any week: /digest W46
cmd-agenda = the sync's agenda
cmd-insight = what clients say
cmd-blocker = what is in the way
cmd-people = people and links
cmd-invite = a new link for somebody
cmd-link = link a chat to a team
cmd-status = how the bot is doing

## Plan
plan-title = Plan for { $week }
plan-due = Due { $when }.
plan-late = It was due { $when }, so it will be marked late.
plan-approver = { $name } approves.
plan-no-approver = Nobody can approve it yet: tell your admin.
plan-self = There is no other admin, so you approve it yourself.
plan-targets = Targets
plan-target = { $name }: { $value }
plan-target-open = { $name }: what's the target?
plan-target-suggested = { $name }: was { $was }, I suggest { $value }
plan-target-again = { $name }: I suggest { $value }, as last time
plan-was = was { $value }
plan-last-target = last target { $value }
plan-tasks = Tasks
plan-no-tasks = none yet
plan-load = { $sum } of { $low }–{ $high } h
plan-deliverable-open = end product?
plan-hours-open = how many hours?
plan-over = { $sum } h of { $high }. A week usually holds { $low }–{ $high } h; the unplanned takes the rest. Take off about { $over } h.
origin-carried = carried over
origin-regular = regular
origin-goal = for a goal
origin-decision = decided at the sync
origin-unplanned = unplanned
plan-hint = Add tasks, a line each:
plan-hint-form = what to do => how you'll know it's done ~ hours
plan-hint-edit = One more task: a new line. To correct: "Tasks", a line "2: 4h", or edit your own message.
plan-sent = Plan for { $week } is in
plan-waits = Waiting for { $name }.
plan-lapsed = Plan for { $week } was never decided on
plan-lapsed-change = The change to the plan for { $week } was never decided on
lapsed-counts = The week is over; the plan counts as it was sent.
lapsed-counts-change = The week is over; what was approved before counts.
plan-approved = Plan for { $week } is approved
plan-approved-by = Approved by { $name }.
plan-approved-self = Approved by its author: there is no other admin.
plan-approved-next = Mark what's done: /week. Something new came up: /add
plan-returned = { $name } returned the plan
plan-returned-next = Correct it and submit again. The rest is unchanged.
plan-already-approved = The plan for { $week } is approved. To change it, tap “Edit”: your manager approves the new version. /add takes what is unplanned.
plan-reopened = The plan is yours again. Correct it and submit once more.
plan-missing = It can't go yet. Missing: { $what }.
plan-missing-targets = targets ({ $names })
plan-missing-tasks = at least one task
plan-missing-hours =
    { $count ->
        [one] hours for task { $numbers }
       *[other] hours for tasks { $numbers }
    }
plan-too-many = The plan already holds { $max } tasks and no more will fit. Left out: { $left }.
plan-switch-next = For next week
plan-switch-this = For this week
btn-submit = Submit
btn-take-targets = Take what is suggested
btn-change = Edit
toast-sent = Submitted
toast-taken = Taken
toast-already-sent = The plan is in already.
toast-already-approved = The plan is approved already.

## Not understood
puzzle-title-long = Too long: { $chars } characters. Cut it to 300.

## Approval
approval-title = { $name } · plan for { $week }
approval-late = sent after the term
approval-version = version { $version }
doubt-over = { $sum } h of { $high }
doubt-no-deliverable =
    { $count ->
        [one] no end product: task { $numbers }
       *[other] no end product: tasks { $numbers }
    }
doubt-below = target weaker than the last actual: { $what }
approval-target-was = was { $value }
approval-target-change = was { $value }, { $change }
approval-load = { $sum } of { $low }–{ $high } h
approval-approved = { $name } · plan for { $week } approved
approval-approved-by = Decided by { $name }.
approval-returned = { $name } · plan for { $week } returned
approval-editing = { $name } · plan for { $week } is back with its author
approval-why = What should change? Tap a reason or write it as a message.
approval-reason-empty = The reason has to be in words: the plan gets corrected by it. Changed your mind? /cancel
approval-gone = This plan is no longer waiting.
approval-done-approved = Already approved by { $name }.
approval-done-returned = Already returned by { $name }.
approval-outdated = The plan has changed since. Here is the fresh card.
approval-writing = The author is changing the plan. The new version will come by itself.
approval-lapsed = { $name }: plan for { $week } was never decided on
approval-lapsed-change = { $name }: the change to the plan for { $week } was never decided on
btn-approve = Approve
btn-return = Return
reason-deliverable = No end product
reason-hours = Too many hours
reason-target = Target too low
reason-priorities = Not what matters now
toast-approved = Approved
toast-returned = Returned
inbox-title =
    { $count ->
        [one] { $count } plan is waiting
       *[other] { $count } plans are waiting
    }
inbox-empty = No plans are waiting.
inbox-line = { $name } · { $week } · { $sum } h of { $high }
inbox-doubts =
    { $count ->
        [one] { $count } doubt
       *[other] { $count } doubts
    }
inbox-missing = No plan for { $week }: { $names }

## Nudges
nudge-plan-empty = { $left } to go and no plan yet. One message is enough.
nudge-plan-begun = Your draft is begun, { $left } to go.
nudge-plan-last = { $left } left until { $time }. If there's no time for a plan, send just the main things.
nudge-report = Your report isn't in yet, { $left } left until { $time }.
left-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
left-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
missing-reports = No report for { $week }: { $names }
not-joined = not in the bot yet
approval-nudge =
    { $count ->
        [one] { $count } plan waits for you, and people are starting their week.
       *[other] { $count } plans wait for you, and people are starting their week.
    }
approval-escalated = { $team }: plans have waited past their term. { $manager } decides, and so can you.
unreachable = { $name } doesn't get the bot's messages: the chat is closed or blocked. Ask them to open it and unblock the bot.
refused-removed = I can't write to the chat of { $name }: the bot was removed from it. Bring it back, or link another chat with /link there. What did not arrive will follow by itself.
refused-rights = I can't write to the chat of { $name }: the bot may not write there. Let it write, or link another chat with /link there. What did not arrive will follow by itself.
refused-chat-gone = I can't write to the chat of { $name }: there is no such chat any more. Add the bot to another chat and send /link there. What did not arrive will follow by itself.
refused-topic-closed = I can't write to the chat of { $name }: the topic is closed. Open it, or send /link in another topic. What did not arrive will follow by itself.
refused-topic-gone = I can't write to the chat of { $name }: the topic is gone. Send /link in another topic. What did not arrive will follow by itself.
refused-picture = A message for { $name } went out without its picture, which Telegram refused: { $said }. If it is a chat, let the bot send photos.
refused-message = Telegram refused a message for { $name }: { $said }. It will not go out by itself; the bot's log says more.
conflict-bot = Another bot with the same token takes my messages: some of them never reach me. Stop the other one, or get a new token from @BotFather.
conflict-webhook = My messages go to a web address (webhook) and never reach me. Take it away: the method deleteWebhook.

## Week
week-title = Week of { $week }
week-empty = There is no approved plan for this week. Write one: /plan
week-hint = Done: ✅. Hours, results and the rest: ▸ or a line "1 done 5h what came out". New work: /add
add-ask = What came up? A line for each task: what to do => how you'll know it's done ~ hours
add-done = Added as unplanned: { $title }
add-exists = That task is there already: { $title }
add-no-plan = There is no plan for this week to add to. Write one: /plan

## Report
report-title = Report for { $week }
report-due = Due { $when }.
report-metrics = Metrics
report-actual = { $name }: { $actual } of { $target }
report-actual-limit = { $name }: { $actual }, target up to { $target }
report-actual-plain = { $name }: { $actual }
report-open = { $name }: how much was it?
report-open-target = { $name }: how much was it? Plan { $target }
report-tasks = Tasks
report-nothing = There are no metrics and no tasks for this week. You can send it as it is.
report-hours = { $actual } (plan { $planned })
report-why-open = why?
report-hint-numbers = All numbers in one message: { $example }
report-hint-tasks = A task: ✅, anything else ▸, or a line: "1 done 5h what came out", "2 no: the reason".
report-sent = Report for { $week } is in
report-sent-next = Something wrong? Tap "Correct". The digest will follow.
report-missing = Missing: { $what }.
report-missing-metrics = numbers ({ $names })
report-missing-tasks =
    { $count ->
        [one] what became of task { $numbers }
       *[other] what became of tasks { $numbers }
    }
report-missing-next = Add it, or tap "Report without it".
report-not-yet = I'll ask for the report for { $week } on { $when }.
btn-report = Report is ready
btn-report-anyway = Report without it
btn-all-done = All done
btn-correct = Correct
toast-marked = Marked
toast-report-sent = Report sent
note-kept-blocker = Noted. It goes to the sync.
note-kept-insight = Noted. The sync will see it.
note-ask-blocker = What is in the way? One line is enough.
note-ask-insight = What do clients say? One line is enough.

## Digest
digest-title = { $team }, week { $number }
digest-score = { $reached } of { $count } metrics on plan
digest-no-targets = no plans for this week
digest-actual = { $name } { $actual } of { $target }
digest-actual-limit = { $name } { $actual }, target up to { $target }
digest-actual-plain = { $name } { $actual }
digest-better = Better than last week: { $names }
digest-worse = Worse than last week: { $names }
digest-moved = { $name } by { $change }
digest-near = close
digest-behind = behind
digest-tasks =
    { $count ->
        [one] { $done } of { $count } task done
       *[other] { $done } of { $count } tasks done
    }
digest-hours = { $actual } (plan { $planned })
digest-unplanned = unplanned { $share }
digest-highlight = Main thing: { $text }
digest-missing = No report: { $names }
digest-self-approved = Plan approved by its author (no other admin): { $names }
digest-late = After the term: { $names }
digest-nobody = No reports for this week yet.
digest-no-chat = The digest for { $team } is ready, but no chat is linked. Add the bot to the team's chat and write /link there
note-blocker = In the way
note-insight = Clients
note-need = Needed
note-lesson = Learnt
note-highlight = Main

## Agenda
agenda-title = { $name }: agenda for { $date }
agenda-funnel = Funnel
agenda-stage = { $metric } { $value }
agenda-stage-share = { $metric } { $value } ({ $share })
agenda-stage-change = { $metric } { $value } ({ $share }, was { $before })
agenda-off = Numbers off plan
agenda-off-again = off target { $missed } weeks of { $count }
agenda-off-line = { $metric }: { $actual } of { $target } ({ $change })
agenda-off-limit = { $metric }: { $actual }, target up to { $target } ({ $change })
agenda-blockers = In the way
agenda-insights = From clients
agenda-needs = Needed from each other
agenda-lessons = What we learnt
agenda-decisions = Decisions
agenda-decisions-done = Decisions: { $done } of { $count } done
agenda-empty = All numbers are on plan and the reports raise nothing. You may not need to meet.
agenda-nothing = There are no reports for last week yet.
agenda-no-chat = The agenda for { $sync } is ready, but no chat is linked. Add the bot to the sync's chat and write /link there
agenda-no-sync = Your team is not part of a sync.

## Team and people
team-title = { $team }: plan for { $plan }, report for { $report }
team-line = { $name }: plan { $plan }, report { $report }
state-none = none
state-draft = draft
state-submitted = waiting
state-returned = returned
state-approved = approved
state-sent = in
state-late = late
no-team-led = You are not down as the head of any team. If that is wrong, tell your admin.
people-title = People: { $joined } of { $total } in the bot
people-waiting = Not in yet
people-unreachable = Don't get messages
people-invite = A new link: /invite and a name or key
invite-link = Personal link for { $name }, works once, until { $date }:
invite-unknown = I can't find "{ $name }". Keys and names: /people
invite-usage = For whom? Like this: /invite { $example }
status-ok = Working. Nothing is queued.
status-queue =
    { $count ->
        [one] Working. { $count } message is queued.
       *[other] Working. { $count } messages are queued.
    }
status-failed = Messages not handled: { $count }. Not delivered: { $undelivered }.
status-conflict-bot = Another bot with the same token has been taking messages since { $since }. Stop it, or get a new token from @BotFather.
status-conflict-webhook = Messages have been going to a web address (webhook) since { $since }. The method deleteWebhook takes it away.
status-log-lost = { $at }: the bot had been killed and the file -wal beside the database was missing. What was written last before that may be lost.
status-damage = The database is damaged: { $damage }. It has to be restored from a backup.
status-job = The calendar failed at this: { $what }. Next try: { $at }.
job-moment = { $team }, { $week }: { $what }
job-plan-open = asking for plans
job-plan-nudge = the reminder of plans
job-plan-due = the list of missing plans
job-report-open = asking for reports
job-report-nudge = the reminder of reports
job-report-due = the list of missing reports
job-pulse = the question in mid-week
job-digest = the digest
job-agenda = the agenda
job-approval-nudge = the reminder of approvals
job-escalation = passing plans one level up
job-menus = menus of commands
job-returns = questions to those who are back
job-notices = notices of new plans
job-handover = passing plans to whoever decides
job-refused-posts = posts that a chat refused
job-imported-numbers = imported numbers

## Chats
link-ask = What should be posted? Choose a team or a sync.
link-done = Done. This chat will get: { $what }.
link-digest-of = the digest of { $team }
link-agenda-of = the agenda of { $sync }
link-here = /link works in the chat to be linked. For a channel, forward any of its messages to me here.
link-forbidden = Only the team's manager or an admin can link a chat.
link-hello = Hello. To get digests here, a manager or admin writes /link in this chat

# /me: one's own weeks

cmd-me = my weeks: plan and actual
me-title = My weeks: { $from } – { $to }
me-empty = Nothing to look back at yet: a week's plan and its report will show up here. Start with /plan
me-reached = { $count ->
        [one] on target in { $reached } of { $count } week
       *[other] on target in { $reached } of { $count } weeks
    }
me-tasks = { $count ->
        [one] { $done } of { $count } task done
       *[other] { $done } of { $count } tasks done
    }
me-hours = Time: { $actual } against { $estimate } planned
me-unplanned = Unplanned: { $share } of the time
me-plans = Plans on time: { $good } of { $count }
me-reports = Reports on time: { $good } of { $count }
me-number = { $name } { $actual } of { $target }
me-target-only = { $name }: target { $target }, no number
me-week-tasks = { $done } of { $count } done
me-week-hours = { $actual } of { $estimate }
me-week-no-report = no report
## The half-written draft
plan-choose = Tap a task to drop it from the plan or to bring it back.
plan-dropped = Left out of the plan: { $titles }
plan-carried-leaves = What is done by the time you report leaves the list by itself.
nudge-plan-prefilled = Half of your draft is written already, { $left } to go.
plan-usual-unplanned = About { $hours } of unplanned work usually turns up in a week.
origin-carried-week = carried over, week { $week }
doubt-carried = carried over again: { $what }
doubt-carried-task = { $title }, week { $week }
btn-offers = Drop some
btn-offers-done = Done
toast-kept = Back in the plan
toast-dropped = Dropped
toast-report-sent-approved = The report is in. Your plan for { $week } is approved already.
toast-report-sent-waits = The report is in. Your plan for { $week } is waiting for a decision.

## Regular tasks
cmd-regular = my regular tasks
regular-title = Regular tasks
regular-what = They are put into your draft plan when their week comes.
regular-empty = None yet. Whatever is here is put into your draft plan by itself.
regular-weekly = every week
regular-biweekly = every other week
regular-monthly = once a month
regular-next = Next: { $week }
regular-paused = Paused
regular-hint = To add or change one, in one line:
regular-hint-form = /regular Channel report => table is with the manager ~ 2h every week
regular-hint-periods = Or "every other week", or "monthly": in the week of the month's first Monday.
regular-unclear = No task in it, or the hours are unclear: “{ $line }”. Write it like this: /regular what to do => how you'll know it's done ~ hours every week
regular-full = There are { $max } regular tasks already and no more will fit. Remove some.
btn-regular-pause = ⏸ { $number } Pause
btn-regular-resume = ▶️ { $number } Resume
btn-regular-remove = ✖️ { $number } Remove
toast-regular-paused = Paused
toast-regular-resumed = Back in your plans
toast-regular-removed = Removed
## Hints
hints-title = Hints on the plan for { $week }
hints-none = No more hints.
hints-private = Only you see these. The plan can go without them.
hint-vague = "{ $quote }": what will be there by the end of the week?
hint-vague-why = This can go on for ever. Name this week's piece: what will exist that doesn't today.
hint-missing-meeting = what answer or decision will you come back with?
hint-missing-publication = where will it appear, and what will a reader do?
hint-missing-outreach = how many conversations, and what comes of them?
hint-missing-document = who will decide what by it?
hint-missing-other = how will anybody see it's done?
hint-missing-why = There is no end product. One fact that another person can see is enough.
hint-unverifiable = "{ $quote }" can't be checked. What will { $name } see?
hint-unverifiable-anybody = "{ $quote }" can't be checked. What will the approver see?
hint-unverifiable-why = It says there was work, not what changed. A fact would: a number, a name, an answer, a place to look.
hint-big = { $hours } in one line. What will be done first?
hint-big-why = An estimate over { $limit } usually hides several tasks. Split it by results: a line and its own hours for each.
hint-preparation = nothing in the plan prepares it. How long would that take?
hint-preparation-why = The meeting is in the plan; getting ready will take its time all the same. Nothing to prepare? Hide this.
hint-planning = No time for the plan itself
hint-planning-why = Planning and reporting are work too. With a line of their own, the week's hours add up.
hint-unlinked = which target does this serve?
hint-unlinked-why = Your targets: { $metrics }. If it leads to one of them, name it in the end product; if to a goal of the company, add a #tag. If to none, perhaps it isn't for this week.
hint-example-meeting = client named a date and who else decides
hint-example-publication = page is live, the form takes orders
hint-example-outreach = 20 conversations, each with its outcome noted
hint-example-document = client read it and asked three questions
hint-example-other = in the shared folder, two colleagues use it
hint-example-big = { $number }: first part => its result ~ 6h
hint-example-preparation = Prepare: { $title } => a list of three questions ~ 1h
hint-example-planning = Weekly plan and report => both sent on time ~ 1h
hint-example-unlinked = { $number }: #tag
btn-hints = Hints
btn-hide-hint = { $number }: hide
btn-hide-hints = { $number }: hide all like it
btn-hide-hint-planning = On the plan itself: hide
btn-unhide-hints = Bring back hidden ones
toast-hint-hidden = Hidden for good
toast-hints-back = Hints are back
## Absence, holidays, the week's hours
cmd-away = when I'm away
away-title = When you're away
away-none = Nothing is down yet.
away-means = I won't ask or remind you on these days, and your plan gets fewer hours.
away-hint = Tap a button or put it in words: /away 30 Nov – 4 Dec holiday, /away tomorrow, /away until Fri
away-kept = Noted: { $what }
away-cancelled = Cancelled: { $days }
away-unclear = I don't see which days: "{ $text }". Write them like this: /away 30 Nov – 4 Dec holiday, /away tomorrow, /away until Fri
away-past = Those days are over. Name days to come: /away 30 Nov – 4 Dec
away-reversed = The last day is before the first. Check the dates and write it again.
away-too-long = I don't note more than a year. Check the dates and write it again.
away-until = away until { $date }
away-reason-until = { $reason } until { $date }
btn-away-today = Today
btn-away-tomorrow = Tomorrow
btn-away-this-week = This week
btn-away-next-week = Next week
btn-away-cancel = Cancel { $days }
week-away = You're away all week: no plan needed.
week-holidays = The whole week is public holidays: no plan needed.
week-short = A short week, { $hours }: { $why }.
week-long = A long week, { $hours }: { $why }.
week-holiday-on =
    { $count ->
        [one] public holiday on { $dates }
       *[other] public holidays on { $dates }
    }
week-worked-weekend =
    { $count ->
        [one] work on { $dates }
       *[other] work on { $dates }
    }
week-away-days =
    { $count ->
        [one] you're away { $count } day
       *[other] you're away { $count } days
    }
week-none-word = no working days
week-short-word = short week, { $hours }
week-long-word = long week, { $hours }
plan-amber = just fits
plan-over-this-week = { $sum } h of { $high }. A week like this holds { $low }–{ $high } h; the unplanned takes the rest. Take off about { $over } h.
over-ask = What comes off? Or keep it as it is: whoever approves sees why.
over-ask-words = Why is it more than usual? One line is enough. Changed your mind? /cancel
over-blocked = It can go once it fits. What comes off?
over-too-much = { $sum } h of { $high }: take off about { $over } h, then submit.
over-reason-empty = The reason has to be in words. Changed your mind? /cancel
over-reason-agreed = agreed with my manager
over-reason-client = urgent for a client
over-reason-quiet = I expect nothing unplanned
over-changed = The plan has changed since. Here is the fresh card.
over-taken-off = Taken off: { $title }
btn-take-off = Take off: { $title }, { $hours }
btn-keep-because = Keep: { $reason }
btn-keep-explain = Keep it, I'll explain
approval-over-reason = Why more: "{ $reason }"
nudge-back = Welcome back. There's no plan for { $week } yet; it's due today at { $time }.
state-not-needed = not needed
## Decisions of a sync
cmd-decision = write a decision down
decision-kept = Decided: { $text }. { $name } answers for it.
decision-kept-unowned = Decided: { $text }.
decision-yours = The sync decided, and it's yours: { $text }
decision-ask-owner = Who answers for it?
decision-ask-sync = Which meeting decided it?
decision-done = Done: { $text } ({ $name })
decision-dropped = Dropped: { $text } ({ $name })
decision-already-done = Already marked by { $name }.
decision-already-dropped = Already dropped by { $name }.
decision-not-yours = Only its owner or whoever wrote it down can drop a decision. Anybody can mark it done.
decision-list = Decisions you answer for
decision-none = You have no open decisions.
decision-usage = To write one down: /decision Anna: a deck for Alfa by Friday
decision-unclear = Write a decision like this: /decision Anna: a deck by Friday. Up to { $chars } characters; up to { $lines } lines a message, each a decision.
btn-done = Done
btn-done-number = Done: { $number }
btn-not-needed = Not needed
btn-not-needed-number = Not needed: { $number }
btn-undo = Undo

## The company's goals
cmd-goals = company goals, and who works on them
goals-title = Company goals · { $week }
goals-none = There are no goals yet.
goals-share = Serving goals: { $share } of the planned hours
goals-others = Under no strategic goal
goals-hint = To serve a goal, put its #tag in the task's line, or tap "Goals" under the plan.
goals-hint-add = A new goal: /goals + Webinars: 6 webinars, 200 leads, Anna, by 31 March #webinars
goals-usage = Goals: /goals. One goal: /goals #tag. A new one (managers): /goals + Webinars: 6 webinars, Anna, by 31 March #webinars
goals-closed = Closed goals
goals-next-week = Next week
goals-this-week = This week
goal-due = by { $day }
goal-overdue = was due { $day }
goal-nobody = nobody works on it
goal-served =
    { $count ->
        [one] { $count } task, { $hours }: { $names }
       *[other] { $count } tasks, { $hours }: { $names }
    }
goal-strategic = strategic
goal-closed = closed
goal-parent = Serves: { $title }
goal-milestones = Month by month
goal-week = Week of { $week }
goal-close-ask = Close this goal? Its tasks and history stay; it just won't be offered for new tasks.
goal-reopen-ask = Open this goal again?
goal-not-yours = That takes the goal's owner, whoever wrote it down, the owner's manager or an admin.
goal-of-file = "{ $title }" stands in company.toml and can only be changed there. You can close it or mark a month here: /goals
goal-tag-needed = It needs a tag that tasks can name it by. Add one: #webinars
goal-tag-taken = The tag #{ $tag } belongs to "{ $title }". Choose another.
goal-tag-unknown = There is no goal #{ $tag }. These are there: /goals
goal-tag-nearest = There is no goal #{ $tag }. Did you mean #{ $nearest }?
goal-tag-closed = The goal #{ $tag } is closed.
goal-no-parent = There is no strategic goal #{ $tag }, so nothing was saved. These are there: /goals
goal-kept-but = The goal is saved, all but this:
goal-amend = To add to it: /goals #{ $tag } and what changes.
goal-puzzle-title = What should be reached? Without that there is no goal.
goal-puzzle-long = Too long: { $chars } characters. Keep it under 100.
goal-puzzle-owner = Who exactly: { $names }? Add the full name: /goals #tag First Last
goal-puzzle-date = There is no such day. Write it like this: by 31 March, or by 2027-03-31
goal-puzzle-milestone = A month goes on its own line: December: programme and speakers
goal-puzzle-tag = A goal has one tag. This one was not taken.
goal-which-task = Which goals do the tasks for { $week } serve? Tap a number.
goal-which = Which goal does it serve?
approval-goals = to goals: { $share }
btn-goals = 🎯 Goals
btn-closed-goals = Closed
btn-close-goal = Close goal
btn-close-goal-sure = Yes, close it
btn-reopen-goal = Open again
btn-reopen-goal-sure = Yes, open it
btn-no-goal = None
btn-back-to-plan = To the plan
toast-goal-closed = Goal closed
toast-goal-reopened = Goal open again

## Inbox and marks at lines
doubt-bold = target bolder than the last actual by more than 20%: { $what }
doubt-target = { $name } { $target } after { $last }
doubt-target-change = { $name } { $target } after { $last } ({ $change })
doubt-no-goal = no task serves a company goal
inbox-title-week =
    { $count ->
        [one] { $count } plan for { $week } is waiting
       *[other] { $count } plans for { $week } are waiting
    }
inbox-clean = Clean
inbox-doubtful = With doubts
inbox-line-short = { $name } · { $sum } h of { $high }
inbox-more = And { $count } more: they show up here once these are decided.
inbox-did-approve = { $name }: plan approved
inbox-did-return = { $name }: plan returned
inbox-approved =
    { $count ->
        [0] Nothing new was decided.
        [one] { $count } plan approved.
       *[other] { $count } plans approved.
    }
inbox-left-changed = Left alone, changed since: { $names }.
inbox-left-doubtful = Left alone, now with doubts: { $names }.
inbox-and-more = { $names } and { $count } more
inbox-outdated = The list has changed since. Here is the fresh one.
btn-approve-clean = Approve all clean ({ $count })
btn-approve-one = Approve the clean one
btn-next-plan = Next: { $name }
btn-inbox = ‹ All plans
btn-inbox-count = ‹ All plans ({ $count })
btn-point = Point at a line
btn-return-marked =
    { $count ->
        [one] Return with { $count } mark
       *[other] Return with { $count } marks
    }
comment-where = Which line should change? You can mark several.
comment-why = { $line }: what should change? Tap a reason or write it as a message.
comment-none = Mark a line first: a plan can't be returned without a reason.
comment-target-low = Target too low
comment-target-high = Target out of reach
comment-split = Split it up

## The card as an editor
btn-tasks = Tasks
edit-tasks-hint = Tap a number to change a task. A new one: just type a line.
edit-task = Task { $number } of { $count }
edit-ask-title = What should it be called? Send the title in one message.
edit-ask-product = What will be there, and how can one tell? Send it in one message.
edit-gone = That task is no longer in the plan.
edit-waits = The plan is in and waits for a decision. To change it, tap "Edit".
edit-hours-least = Buttons go down to { $hours }.
edit-hours-most = A week has no more hours.
edit-undo-late = The plan has changed since, so this can't be undone. Here is the fresh card.
plan-page = Tasks { $from }–{ $to } of { $count }
btn-edit-title = Title
btn-edit-product = End product
btn-edit-goal = 🎯 Goal
btn-delete-task = Delete
btn-leave-words = Leave it as it is
btn-back-to-tasks = ‹ To the tasks
btn-undo-added = Undo: added "{ $title }"
btn-undo-deleted = Undo: deleted "{ $title }"
btn-undo-changed = Undo: changed "{ $title }"
btn-undo-moved = Undo: order of tasks
btn-undo-targets = Undo: targets
btn-undo-several =
    { $count ->
        [one] Undo: { $count } change
       *[other] Undo: { $count } changes
    }
toast-task-deleted = Deleted
btn-redo = Bring it back
toast-undone = Back as it was
toast-redone = The change is back

## The tasks of a week one by one
week-page = { $first }–{ $last } of { $count }
task-open = Not marked yet
task-done = Done
task-partly = Partly
task-not-done = Not done
task-cancelled = Cancelled
task-why-open = Why not?
task-ask = What came out? Your next message says it: words, a link, a photo or a file.
task-planned = planned { $hours }
task-minutes = { $minutes } min
task-result-late = The report for this week is in, and the task stays as it was. To change it: /report, "Correct".
btn-task-not-done = No
btn-task-as-planned = { $hours } as planned
btn-task-result = What came out
btn-task-not-cancelled = Back into the week
btn-task-list = To the list
report-meant-target = Taken for the report. If it is a target for { $week }: "{ $target }"
report-target-form = Plan: { $name } { $value }

## The middle of the week
pulse-title = Halfway through { $week }
pulse-ask = All on track, or is something at risk? One tap is enough.
pulse-well = Noted: all on track. If that changes, tap the task.
pulse-told =
    { $count ->
        [one] At risk. { $names } can see it.
       *[other] At risk. { $names } can see it.
    }
pulse-noted = At risk. Noted.
pulse-ask-words = What is at risk? Your next message says it.
pulse-late = That week is over and the question closed. Tasks of this week: /week
btn-pulse-well = All on track
btn-pulse-words = Say it in words
toast-pulse-well = Noted
risks-title = { $team }, { $week }: at risk
risks-none = { $team }, { $week }: nothing at risk any more

## What things really take
calibration-longer = Your tasks usually take { $times } times as long: { $usual } instead of { $sum }. Only you see this.
calibration-shorter = Your tasks usually go { $times } times as fast: { $usual } instead of { $sum }. Only you see this.
btn-calibrate = Use it in all estimates
toast-calibrated = Done: { $before } → { $after }

# Deputies, plans that change hands, and what is opened again
cmd-deputy = who decides for me
cmd-reopen = reopen a plan or a report
decider-instead = { $name } (standing in for { $manager })
approval-handed =
    { $count ->
        [one] Yours to decide now: { $count } plan.
       *[other] Yours to decide now: { $count } plans.
    }
approval-left = The author has left the company: there is nothing to decide.
approval-elsewhere = { $names } decides now.
card-ended = No longer available to you.
approval-not-yours = This plan is no longer with you.
plan-escalated = Your plan for { $week } has waited too long and went one level up. { $names } decides.
plan-handed = { $names } now decides on your plan for { $week }.
deputy-title = Who decides for you
deputy-none = Nobody yet. While you are out, your team's plans go one level up.
deputy-hint = Tap a name, or write /deputy Vera. For some days only: /deputy Vera 30.11–4.12
deputy-always = while you are out
deputy-of-file = set in company.toml
deputy-gone = cannot decide now: not in the bot
deputy-kept = { $name } decides for you: { $when }.
deputy-cancelled = Cancelled
deputy-you = { $manager } made you their deputy: while they are out, you decide on the team's plans. What is waiting: /inbox. Who handed in what: /team
deputy-you-days = { $manager } made you their deputy for { $days }: you decide on the team's plans. What is waiting: /inbox. Who handed in what: /team
deputy-you-no-more = { $manager } ended your time as deputy: you no longer decide on the team's plans.
deputy-not-head = A deputy is named by the head of a team, and you are not down as the head of any.
deputy-past = Those days are over, nobody was named. Try: /deputy Vera 30.11–4.12
deputy-unclear = I did not get the days: “{ $text }”. Try: /deputy Vera 30.11–4.12
deputy-unknown = I do not know who “{ $name }” is. A deputy has to have joined. Names: /deputy
deputy-which = Which “{ $name }”? Tap the name.
deputy-which-days = Who exactly: { $names }? Write it again with the last name and the days.
btn-deputy-cancel = Cancel: { $name }, { $when }
plan-opened-again = { $name } reopened the approved plan
approval-reopened = { $name } · plan for { $week } reopened
reopen-why = Why open it again? Tap a reason or write it as a message.
reopen-reason-numbers = A number is wrong
reopen-reason-incomplete = Something is missing
reopen-reason-priorities = Priorities have changed
reopen-reason-asked = The author asked for it
reopen-reason-empty = The reason has to be in words: it tells the author what to correct. Changed your mind? /cancel
reopen-nobody = Nothing to reopen: no approved plans and no sent reports.
reopen-whose = Whose plan or report should be reopened?
reopen-nothing = Nothing to reopen: no approved plan and no sent report.
reopen-what = What should be reopened?
reopen-unknown = I cannot find “{ $name }” among those whose plans you approve. Who is: /reopen
reopen-too-late = This can no longer be reopened: its week is over or the card is out of date. What can be: /reopen
reopen-report-title = { $name } · report for { $week }
reopen-report-done = { $name } · report for { $week } reopened
reopen-report-yours = { $name } reopened your report for { $week }
reopen-report-next = Correct it and send it again. The rest is unchanged.
btn-reopen = Reopen
btn-reopen-plan = Plan for { $week }
btn-reopen-report = Report for { $week }
toast-reopened = Reopened
# Versions of a plan, history, changes by the manager, messages about a plan
diff-title = was “{ $title }”
diff-deliverable = end product “{ $text }”
diff-no-deliverable = no end product
diff-no-goal = no goal
version-waits-edit = Type lines to change it: the decision is made on the new version.
version-in-force = The approved version stays in force until a new one is approved.
version-change = What changes
version-edited = Changes by the manager
version-edits = Changes
version-edited-by = { $name }:
version-since-approved = Will change in the approved plan
version-since-seen = Changed since the last version
version-since-sent = Changed after it was sent
version-same = Nothing has changed since the last version.
version-whole = The whole plan
version-amended = { $name } changed the plan for { $week } that waits for you
version-past = That week is over; its plan no longer changes.
version-nothing = Nothing has changed in the plan, so there is nothing to approve.
version-toast-change = Type your changes, then submit them
version-toast-kept = The plan stays as it was
plan-approved-edited = Plan for { $week } approved with changes
approval-approved-edited = { $name } · plan for { $week } approved with changes
doubt-eased = target changed against the last version: { $names }
revise-yours = Your changes
revise-how = Tap a line to change its number, or type: “task => what will be there ~ 2h”, “3 delete”.
revise-target = { $line }. What target?
revise-hours = { $line }. How many hours?
revise-gone = There are no changes: a command or another plan came after “Edit”. Start again.
revise-nothing = Nothing is changed. To approve it as it is: “Back”, then “Approve”.
revise-incomplete = With these changes the plan is not complete. Missing: { $what }.
btn-approve-edited = Approve with changes
btn-keep-agreed = Keep it as it was
btn-open-plan = Open the plan
btn-history = History
btn-ask = Ask
btn-answer = Answer
toast-approved-edited = Approved with changes
remark-title = { $name } · about the plan for { $week }
remark-ask = What shall I pass on? { $name } gets your next message. Changed your mind? /cancel
remark-unreachable = { $name } cannot be reached through the bot, the message was not delivered. It stays in the plan’s history.
remark-away = Passed on. { $name }: { $until }, so the answer may take a while.
history-title = { $name } · history of plans
history-week = Plan for { $week }
history-submitted = version { $version } submitted: { $name }
history-amended = version { $version }, changed before the decision: { $name }
history-withdrawn = version { $version } taken back: { $name }
history-edited = version { $version }, changes: { $name }
history-approved = version { $version } approved: { $name }
history-returned = version { $version } returned: { $name }
history-reopened = version { $version } reopened: { $name }
history-reason = Why: “{ $reason }”
history-none = No history yet: nothing has been submitted.
history-unknown = I do not know whose plan that is: “{ $name }”. You can see your own history and that of people whose plans you approve.
history-which = Who is it: { $names }? Type the full name: /history First Last
cmd-history = history of plans: versions, decisions, messages

## The register as a spreadsheet

cmd-export = the week's register as a spreadsheet
export-usage = Write /export, /export 8 (the last 8 weeks) or /export 2026-W45 2026-W48. Format: xlsx, csv or json.
export-too-long = That's more than { $max } weeks at once. For more: planerka export on the server.
export-caption = Register: { $weeks }
xlsx-sheet-plans = Plans
xlsx-sheet-tasks = Tasks
xlsx-sheet-numbers = Actuals
xlsx-sheet-kpi = KPI by week
xlsx-week = Week
xlsx-monday = Starts
xlsx-team = Team
xlsx-person = Who
xlsx-plan = Plan
xlsx-version = Version
xlsx-plan-late = Plan late
xlsx-report = Report
xlsx-report-late = Report late
xlsx-tasks = Tasks
xlsx-number = No.
xlsx-task = Task
xlsx-deliverable = End product
xlsx-hours = Hours planned
xlsx-actual-hours = Hours spent
xlsx-state = State
xlsx-origin = Origin
xlsx-goal = Goal
xlsx-result = What came out
xlsx-metric = Metric
xlsx-unit = Unit
xlsx-target = Target
xlsx-actual = Actual
xlsx-difference = Against target
xlsx-yes = yes
xlsx-new = new
xlsx-open = open
xlsx-done = done
xlsx-partly = partly
xlsx-not-done = not done
xlsx-cancelled = called off
xlsx-unit-count = count
xlsx-unit-hours = h
xlsx-unit-ratio = ratio

## The digest's picture

picture-plan-mark = this week's plan
picture-line = actual, 8 weeks
picture-plan-line = plan
picture-plan = plan { $target }
picture-limit = up to { $target }
picture-on-plan = on plan
picture-no-plan = no plan
picture-no-data = no data

## The catalogue of metrics

threshold-floor = at least { $value }
threshold-ceiling = at most { $value }
threshold-held = in range
threshold-below = below the threshold
threshold-above = above the threshold
cmd-metrics = what the company measures and who answers for what
cmd-target = another target for one week
metrics-title = What the company measures
metrics-none = Nothing yet. Take something ready from the catalogue, or describe your own.
metrics-hint = Three to five metrics are usually enough for one person: those that really move the business.
metrics-refused = A manager may do that for their own team, and an admin. What you may do: /metrics
metric-nobody = nobody has it
metric-down = less is better
metric-sure = Remove "{ $name }"? Past weeks stay as they are.
metric-added = "{ $name }" is added. Choose who answers for it under "Who has what".
metric-changed = "{ $name }" is changed. Past weeks stay as they are.
metric-retired = Removed
metric-used = "{ $user }" is computed from "{ $name }". Remove that one first.
metric-of-file = "{ $name }" stands in company.toml and can only be changed there.
metric-not-yours = "{ $name }" was added by another manager. They can change it, or an admin.
metric-ask = Describe the metric in one message: the name, then the rest after commas. For example: Cost per request, $, less is better = Spend / Leads, threshold 500. Changed your mind? /cancel
metric-no-name = Begin with the metric's name. For example: Response, %, mean
metric-long-name = The name is too long. 60 characters will do.
metric-unclear = I did not understand "{ $text }". It may be: count, $, %, hours, ratio; more is better, less is better; sum, mean, last; threshold 3. Please send the line again.
formula-unknown = "{ $name }" in the formula is no metric. Those there are: /metrics
formula-no-metric = The formula names no metric.
formula-unexpected = "{ $word }" has no place in the formula. It may hold + − × ÷, brackets, min(…, …) and max(…, …).
formula-ends-early = The formula stops in the middle. Finish it and send the line again.
formula-too-long = The formula is too long. Make two metrics of it.
formula-cycle = The metric is computed from itself: { $way }.
catalogue-title = Catalogue: { $function }
catalogue-hint = Tap to take. A computed metric brings along what it is computed from.
catalogue-added = Added: { $names }.
catalogue-same = "{ $name }" is there already, with the key { $key }. Describe what is computed from it yourself: "Our own metric".
function-marketing = Marketing
function-sales = Sales
function-support = Support
lists-title = Who has what
lists-digest = Digest: { $names }
lists-hint = Choose a team or a person.
list-of-team = The digest of { $name }
list-of-person = { $name }: metrics
list-empty = Nothing yet.
list-by-people = These are the metrics of the team's people. The first tap makes it a list of its own.
list-many =
    { $count ->
        [one] { $count } metric is a lot. Three to five are usually enough; more blurs the focus.
       *[other] { $count } metrics are a lot. Three to five are usually enough; more blurs the focus.
    }
list-of-file = 🔒 stands in company.toml
list-hint = Tap to add or remove.
list-locked = "{ $name }" stands on this list in company.toml and can only be removed there.
btn-metrics-catalogue = From the catalogue
btn-metrics-own = Our own metric
btn-metrics-lists = Who has what
btn-metric-retire = Remove: { $name }
btn-metric-sure = Yes, remove
btn-list-digest = Digest: { $team }
target-title = Targets for { $week }
target-title-of = { $name } · targets for { $week }
target-hint = Whose target should be different for one week? The plan stays as it is.
target-no-plans = No plans for this week are in yet, so there is nothing to change.
target-no-plan = The plan for this week is not in, so there are no targets yet.
target-choose = Which target should change?
target-instead = { $name }: { $target } instead of { $planned }, "{ $note }"
target-ask = { $name }, { $week }: what is the target for "{ $metric }" and why? In one message: 90 short week. Changed your mind? /cancel
target-unclear = Begin with the number, then why. For example: 90 short week
target-why = "{ $metric }" { $value }: why? The person and the digest will show the reason. Send both together: { $value } short week
target-note-long = That is too long. { $max } characters will do: the reason goes into the digest.
target-who = I did not find whose target: "{ $text }". It can be changed for those whose plans you approve: /target Anna Leads 90 short week
target-usage = Write it like this: /target Anna Leads 90 short week. Or choose by taps: /target
target-none = { $person }: the plan that is in has no target for "{ $metric }", so there is nothing to change.
target-kept = Kept. { $name } gets a message about it.
target-told = { $name } changes your target for { $week }
target-told-back = { $name } restores your target for { $week }
target-note = plan { $planned }, "{ $note }"
target-counts = this week { $target }, "{ $note }"
target-of-week = This week's target is different ({ $names }): "{ $note }"
btn-target-back = Restore { $name } { $value }

## Numbers from files and other systems

cmd-import = fill in actuals from a file
import-how =
    Actuals for { $week }. Fill in the column "Actual" and send the file here; rows left empty stay as they are.

    A file of your own will do, XLSX or CSV, with the columns "Who", "Metric", "Actual" and, if you like, "Week". The same file a second time changes nothing.
import-usage = Write /import, or /import 2026-W48 for another week that has begun.
import-no-metrics = Nobody in your teams has metrics that are typed in.
import-not-you = Files of actuals are taken from managers. Send your own numbers as lines: "Leads: 131". For what came out of a task, write its number under the file: “2”.
import-too-big = "{ $name }" is larger than 2 MB, more than a table of numbers needs. Keep the sheet with the actuals and send it again.
import-too-much = "{ $name }" holds far more than a table of numbers does. Copy the numbers into a new file and send it again.
import-too-long = "{ $name }" has more than 20,000 rows. Keep the weeks you need and send it again.
import-other-program = "{ $name }" is of a kind that can't be read. Save it without a password as an Excel workbook (.xlsx) or CSV and send it again.
import-damaged = "{ $name }" is no table, or it is damaged. XLSX or CSV will do; /import sends one to fill in.
import-lost = "{ $name }" could not be fetched or read. Nothing has changed; please send it again.
import-no-head = "{ $name }" has no row of headings, or these columns are missing in it: { $columns }. /import sends a file to fill in.
import-taken =
    { $count ->
        [one] { $count } number taken from "{ $name }"
       *[other] { $count } numbers taken from "{ $name }"
    }
import-same = "{ $name }": all of it is there already, nothing has changed
import-none = "{ $name }": nothing new was taken
import-nothing = "{ $name }": no numbers in the file
import-week = Week of { $week } ({ $name })
import-before = { $text } (was { $before })
import-same-too =
    { $count ->
        [one] { $count } more number was the same already.
       *[other] { $count } more numbers were the same already.
    }
import-blank =
    { $count ->
        [one] { $count } row has no number and was left alone.
       *[other] { $count } rows have no number and were left alone.
    }
import-assumed = The file names no week, so it was taken for { $week }. Name another in a column "Week" or in the file's caption: { $name }.
import-wrong =
    { $count ->
        [one] { $count } row not taken
       *[other] { $count } rows not taken
    }
import-wrong-more = and { $count } more
import-wrong-next = Correct these rows and send the file again: what was taken won't be counted twice.
import-missing = nothing in the column "{ $column }"
import-nobody = nobody is called "{ $name }"
import-several = "{ $name }" means several people; write first and last name, or the key
import-not-yours = "{ $name }": this person's numbers are for their own team's manager to give
import-no-metric = there is no metric "{ $name }"
import-computed = "{ $name }" is computed by a formula
import-not-theirs = { $person } has no metric "{ $metric }"
import-no-number = "{ $text }" is no number
import-no-week = "{ $text }" is no week; write 2026-W48 or 2026-11-27
import-future = week { $week } has not begun
import-fields = more fields than columns; put a number with a comma in quotes: "1,5"
import-twice = line { $line } has another number for the same
given-from-file = from a file
given-from-source = from { $source }
given-file-says = the file says { $value }
given-source-says = { $source } says { $value }
given-title = Numbers for { $week } have changed
given-more =
    { $count ->
        [one] And of { $count } more week.
       *[other] And of { $count } more weeks.
    }
given-changed = { $name }: { $before } → { $after }
given-new = { $name }: { $after }
given-open = If that isn't right, type your own into the report: /report.
given-sent = Your report stays handed in. If that isn't right, tap "Correct" below it: /report.
given-past = That week is closed. If this isn't right, tell your manager.
history-given = 📥 { $what }
given-why = { $metric }: why not { $value } as in { $source }? Answer in one line; it stays beside the number.
history-noted = 📥 { $metric }: { $actual }, { $source } says { $value } — { $note }
source-silent = Numbers that did not come for { $week }
source-silent-number = { $source }: { $metric }, { $name }
source-silent-next = The report goes on as usual: the number can be typed into it or sent as a file, /import.
source-timed-out =
    { $seconds ->
        [one] There was no answer for { $seconds } second.
       *[other] There was no answer for { $seconds } seconds.
    }
source-unreachable = The server cannot be reached.
source-status = Error { $status } came instead of a number.
source-elsewhere = The server sent us to another address, where no requests go.
source-too-big = The answer is larger than 1 MB, which is not one number.
source-no-json = The answer can't be read: it is no JSON.
source-not-there = The answer has no number where it should stand.
source-no-number = Something else stands where the number should.

## The report: reasons, lessons, impossible numbers

report-notes = For everybody
report-reason = Why: { $reason }
btn-note-highlight = Main thing
btn-note-blocker = Blocker
btn-note-lesson = Lesson
btn-note-insight = Clients
note-ask-lesson = What did you learn this week? One line.
note-ask-highlight = What was the main thing this week? One line.
note-ask-need = What do you need from the others? One line.
why-ask = Why didn't it work out? Choose, or write it as the next message.
why-time = ran out of time
why-urgent = something urgent came up
why-others = waiting for others
why-estimate = more work than it seemed
why-demand = demand was lower
why-short-week = short week
why-target = the target was high
why-late = This week's report is already in, the reason stays as it was. To change it: /report, “Correct”.
btn-why-metric = { $name }: why?
btn-why-metric-else = { $name }: another reason
btn-why-words = In my own words
btn-why-else = Another reason
odd-last-week = { $name }: { $value }? Last week it was { $last }.
odd-last = { $name }: { $value }? The last time it was { $last }.
odd-target = { $name }: { $value }? The plan says { $target }.
odd-negative = { $name }: { $value }? That is below zero.
odd-hundred = { $name }: { $value }? That is more than 100%.
odd-sure = { $name }: { $value }? Is that right?
odd-again = { $name }: how much was it really? Send the number.
odd-unanswered = { $name }: { $value } is still in question. Answer with a button under the card.
btn-odd-right = Yes, that's right
btn-odd-wrong = Correct it
toast-kept-number = Noted
evidence-which =
    { $count ->
        [one] Which task of { $week } is this file for?
       *[other] Which task of { $week } are these files for?
    }
evidence-taken = Added to task { $number }: { $title }
evidence-full = A task takes { $most } files at most. Those before are still there, this one was not taken.
evidence-gone = There is nothing to show here.
btn-files = 📎 Show
btn-files-drop = Remove files
reported-title = { $name } · report for { $week }
reported-late = Came after the term.
reported-none = { $name }: the report for { $week } is not in yet.
report-whose = Who exactly: { $names }?
report-unknown = None of your people is called “{ $name }”. Who has reported: /team
report-edit-closed = The report for { $week } is closed, its numbers stay as they were.
btn-reported = 📊 { $name }
xlsx-reason = Why not
xlsx-files = Files

## The digest: company, weeks gone by

digest-off-plan = off plan
digest-behind-list = Behind: { $names }
digest-behind-more = Behind: { $names } and { $more } more
digest-no-data-list = No data: { $names }
digest-reported = { $good } of { $count } reports are in
digest-time = Time: { $actual }, planned { $planned }
digest-to-goals = for goals { $share }
digest-misses = What didn't work out
digest-no-reason = no reason given
digest-missed-again = Off plan again: { $names }
digest-on-time = On time: plans { $plans } of { $of_plans }, reports { $reports } of { $of_reports }
digest-rest = { $title }: the details
picture-no-data-count = no data: { $count }
overview-score = metrics { $reached } of { $count }
overview-tasks = tasks { $done } of { $count }
overview-behind = behind: { $names }
overview-missing = no report: { $names }
overview-missing-count = reports missing: { $count }
overview-nothing = nothing yet
overview-more = Each team in detail: /digest
overview-nobody = No plans or reports for this week.
link-company = the digest over all teams
look-usage = Which week is "{ $text }"? Try /digest W46 or /digest 2026-W46
look-ahead = The week of { $week } is still to come, so there's no digest yet.
team-weeks-title = { $team }: { $from } – { $to }
team-weeks-all = The whole team
team-weeks-empty = Nothing to look at yet: numbers show up here after the first reports.
btn-week-back = ‹ week { $number }
btn-week-on = week { $number } ›
btn-team-weeks = Eight weeks
btn-all-teams = ‹ All teams

## Language

language-ask = Which language shall I speak?
language-note = English now. New messages come in the language you choose; older ones follow when they next change.
btn-language-ru = Русский
btn-language-en = English
toast-language = English from here on

## Hypotheses

cmd-hypothesis = hypotheses: what we try and what came of it
hypotheses-title = Hypotheses
hypotheses-closed-title = Tested hypotheses
hypotheses-score = Tested: { $count }, worked: { $worked }
hypotheses-none = Nothing is being tested right now.
hypotheses-due = Time to decide
hypotheses-running = Running
hypotheses-ahead = Coming up
hypotheses-more = and { $count } more
hypotheses-how =
    A new one, in one line:
    /hypothesis video on the landing page => leads +10%, channel: website, segment: retail, budget 300, by { $day }
hypothesis-title = Hypothesis { $number }
hypothesis-from = from { $day }
hypothesis-until = by { $day }
hypothesis-effect = Expected: { $text }
hypothesis-product = Product: { $text }
hypothesis-segment = Segment: { $text }
hypothesis-channel = Channel: { $text }
hypothesis-budget = Test budget: { $money }
hypothesis-dates = From { $start }, decided by { $review }. Owner: { $name }.
hypothesis-numbers = { $metric } a week: { $before } before, { $since } since
hypothesis-number-before = { $metric } a week before: { $before }
hypothesis-number-since = { $metric } a week since: { $since }
hypothesis-worked = It worked: { $verdict }
hypothesis-failed = It did not work: { $verdict }
hypothesis-dropped = Dropped without a test.
hypothesis-decided = Decided by { $name }, { $day }.
hypothesis-no-effect = What result do you expect? Add it: /hypothesis { $number } => leads +10%
hypothesis-long = This test runs for more than half a year. A month usually shows whether to go on.
hypothesis-change = To change it: /hypothesis { $number } channel: mail, budget 400
hypothesis-kept-but = The hypothesis is saved, all but this:
hypothesis-puzzle-statement = What do you want to test? In one line: /hypothesis video on the landing page => leads +10%
hypothesis-puzzle-long = Too long: { $chars } characters. Keep it under { $most }.
hypothesis-puzzle-owner = Who exactly: { $names }? Add the full name.
hypothesis-puzzle-nobody = Nobody of that name is in the sync. An owner's team has to take part in it.
hypothesis-puzzle-date = There is no such day. Write it like this: by 31 March, or by 2027-03-31
hypothesis-puzzle-budget = How much is that? Write a number: budget 300
hypothesis-puzzle-reversed = It can't be decided before it starts. Check the dates.
hypothesis-unknown = There is no hypothesis { $number }. These are there: /hypothesis
hypothesis-not-yours = That takes the hypothesis's owner, whoever wrote it down, the head of the owner's team or an admin.
hypothesis-closed = This hypothesis is decided. "Open again" lets it run on.
hypothesis-ask-numbers = What do the numbers say? In one line: 42 leads for $280. Changed your mind? /cancel
hypothesis-told-yours = 🧪 { $name } made you the owner of hypothesis { $number }: { $text }. Have a look: /hypothesis { $number }
hypothesis-told-worked = ✅ { $name } decided: the hypothesis "{ $text }" worked. { $verdict }
hypothesis-told-failed = ✖️ { $name } decided: the hypothesis "{ $text }" did not work. { $verdict }
hypothesis-told-dropped = ▫️ { $name } dropped the hypothesis "{ $text }" without a test. To bring it back: /hypothesis
toast-hypothesis-extended = To be decided by { $day }
toast-hypothesis-dropped = Hypothesis dropped
toast-hypothesis-reopened = Running again, to be decided by { $day }
btn-hypothesis-worked = It worked
btn-hypothesis-failed = It didn't
btn-hypothesis-extend = One more month
btn-hypothesis-drop = Drop it
btn-hypothesis-reopen = Open again
btn-hypotheses = ‹ All hypotheses
btn-hypotheses-closed = Tested
agenda-hypotheses = Hypotheses
agenda-hypothesis-due = time to decide: { $text } ({ $name })
agenda-hypothesis-new = new: { $text } ({ $name })
agenda-hypothesis-worked = worked: { $text } ({ $verdict })
agenda-hypothesis-failed = did not work: { $text } ({ $verdict })

## Settings

cmd-settings = how everything is set up
settings-ru = In Russian, formal.
settings-ru-informal = In Russian, informal.
settings-en = In English.
settings-zone = Time zone: { $zone }.
settings-hours = A week has { $hours }, a plan { $low }–{ $high }.
settings-over-warn = More takes a reason.
settings-over-block = More can't be submitted.
settings-holidays = Public holidays: { $country }.
settings-no-holidays = Public holidays are not kept: no country is set.
settings-week = The week
settings-plan = Plan: { $open } to { $due }. Reminders: { $nudges }
settings-approval = Approval: one level up { $due }. Reminders: { $nudges }
settings-pulse = Midweek question: { $at }
settings-report = Report: { $open } to { $due }. Reminders: { $nudges }
settings-posts = Digest: { $digest }. Agenda: { $agenda }
settings-never = none
settings-own-times = Teams with times of their own: { $names }
settings-chats = Chats
settings-company-chat = ✅ Digest over all teams
settings-company-private = ▫️ Digest over all teams: to the admins in private
settings-link = To link a chat, add the bot there and send /link
settings-where = To change it: company.toml on the server, then planerka apply.
settings-head = Manager: { $name }
settings-no-head = No manager
settings-deputy = Deputy: { $name }
settings-names = The digest says who did what
settings-totals = The digest has totals only, no names
settings-approvals = Who approves plans
settings-approved-by = { $people } → { $approvers }
settings-approved-by-nobody = { $people } → ⚠️ nobody: the team needs a manager, or the company another admin
btn-settings-company = ‹ The whole company

## Words that are understood, not quite understood, or no data at all.

words-ask-what = Where does this go?
words-ask-hours = How many hours?
words-ask-task = Which task is that?
words-ask-same = There's already a task like that. Is this another one?
words-ask-should = Do that?
words-ask-mark = Mark it?
words-ask-unplanned = This is new. Where does it go?
words-ask-trouble = Note it as a blocker?
words-ask-remark = Who should get this?
words-ask-agreed = The plan for { $week } is approved. Change it? You'd have to submit it again.
words-ask-implausible = { $name }: { $value }. Is that right?
words-more =
    { $count ->
        [one] And { $count } more question.
       *[other] And { $count } more questions.
    }
words-did-plan = in the plan
words-did-unplanned = unplanned
words-did-report = in the report
words-did-blocker = noted as a blocker
words-did-yes = done
words-did-pass = passed on to { $name }
words-did-nothing = left alone
btn-words-plan = Into the plan
btn-words-another = Yes, one more
btn-words-unplanned = Unplanned, this week
btn-words-report = Into the report
btn-words-blocker = Note the blocker
btn-words-yes = Yes
btn-words-pass = Pass on to { $name }
btn-words-nothing = Nothing
btn-words-no-hours = Without hours
btn-words-inbox = Plans waiting for you
btn-words-absence = Note it: { $days }
btn-take-back = ↩️ Undo
words-late = That's been answered, or the question has expired. If you still need it, write it again.
words-undo-late = It can't be undone any more: something has changed since.
words-undo-nothing = There's nothing to undo.
words-plan-closed = The plan for { $week } is approved. You can change it on its card: /plan
words-postponed = “{ $title }” moved to the plan for { $week }.
words-postpone-late = “{ $title }” can't be moved: the plan for { $week } has been submitted.
words-no-task =
    “{ $said }”: no such task. { $count ->
        [0] The plan is still empty.
        [one] The plan has { $count } task.
       *[other] The plan has { $count } tasks.
    }
words-too-long = That's too long for one task. Keep it under 300 characters.
words-number-of = “{ $said }”: I didn't get the number. Try: { $name } 120
words-number = “{ $said }”: I don't know which metric that is. Try: { $example }
words-which-task = “{ $said }”: which task, { $numbers }? Write it with the number.
words-unclear = I didn't get “{ $said }”.
words-finished = “{ $said }” is done already, so it stays out of the plan.
words-absence = Away { $days }? I'll note it and won't ask on those days.
help-plan-due = The plan for { $week } is due { $due }.
help-plan-opens = I'll ask for the plan for { $week } { $open }; it's due { $due }.
help-report-due = The report for { $week }: I'll ask { $open }; it's due { $due }.
help-answer = { $name } decides. Expect an answer by { $due }.
help-who = { $name } approves your plan.
help-who-nobody = There's nobody to approve your plan: tell an admin.
help-write = Write the plan as you would to a colleague, a line per task: “Landing page => takes orders, 6h”. A metric like this: “{ $example }”. The whole plan: /plan
help-change = Write what to change: “2: 4h”, “remove the third”, “leads 130”. Or edit it on the card, with buttons: /plan
help-add = Something new this week: /add and what it is. For example: /add Urgent banner, 2h
help-hours = For { $week } a plan holds { $low }–{ $high }. The rest is kept for surprises.
help-team = The team's plans are here: /team. Those waiting for you: /inbox
help-submit = The plan for { $week } goes out when you tap “Submit”.
help-submit-none = There's nothing to submit yet. Your plan is here: /plan
help-approve = Approve it with the button under the plan.
help-return = Return it with the button under the plan; you'll be asked why.
words-how-long = “{ $said }”: how many hours is that? Write a number.
words-edit-unclear = “{ $said }”: I don't see what to change. Try “2: 4h”, “remove the third”, “leads 130”.
words-edit-keeps = Editing a message takes nothing out of what has been submitted. To remove something, write, say, “remove the second”.
version-stays-incomplete = The plan is waiting and stays as it was: it would lack { $what }. Write it whole, say “Banner, 2h”.
version-stays-hours = The plan is waiting and stays as it was: that's more hours than fit. Drop something or tap “Edit” on its card: /plan
help-unclear = I have no answer to that. Your plan: /plan, your week: /week, your report: /report. What else I can do: /help
