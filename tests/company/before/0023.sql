PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE _sqlx_migrations (
    version BIGINT PRIMARY KEY,
    description TEXT NOT NULL,
    installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    success BOOLEAN NOT NULL,
    checksum BLOB NOT NULL,
    execution_time BIGINT NOT NULL
);
INSERT INTO _sqlx_migrations VALUES(1,'company','2026-11-27 13:34:37',1,X'20802d7f1ce94d4e4241a1bfe0491d4d467ed662b8241de5bb3c7359c461d760ceef72023315b07cb85ec990b7f02824',1520806);
INSERT INTO _sqlx_migrations VALUES(2,'delivery','2026-11-27 13:34:37',1,X'8875bf5cb233e3b4865d4d39db43d6039511012612652b105e790876661f02b456684ca3b5928c757e77d4ce446627ee',1285666);
INSERT INTO _sqlx_migrations VALUES(3,'plan','2026-11-27 13:34:37',1,X'c05356bcbdb1a2d30f8958c2fb891ba1892b24118fc7fae0b1c53e26862f8a4bd8e7c439e1024c1effe6a15249530f4f',2068652);
INSERT INTO _sqlx_migrations VALUES(4,'hint','2026-11-27 13:34:37',1,X'335656b54a6d5bef527455c15b3d8a5d3e6579fb264bd052d1e883fbfacb579451c12d005a17f14d6160e11d748e361e',635046);
INSERT INTO _sqlx_migrations VALUES(5,'absence','2026-11-27 13:34:37',1,X'69ff5503c3481cb402740edd844a7f795ee6d52ba3cfb1c6f2255572d3e2f9d4d3c7d97d0597b03a834004a484787a1d',2236407);
INSERT INTO _sqlx_migrations VALUES(6,'goal','2026-11-27 13:34:37',1,X'929d21a5795f91a06241cb93124b8d59f5c94a313d479e9c5c6531404d4a8c72164cb1cac395a62a9aaf0f7c2740e878',1961353);
INSERT INTO _sqlx_migrations VALUES(7,'regular','2026-11-27 13:34:37',1,X'61ebd11c536ac760cfbcd486073e27f3b23ed9846871856d4129a0e10390301af57aac9fb54fedf2043bf1f549b63b72',2876566);
INSERT INTO _sqlx_migrations VALUES(8,'editor','2026-11-27 13:34:37',1,X'5ea4f4e36ae7ce874a739751c284d060fd2d85b59e41b12f7f59e1cec725d87f3821876f5feebec641c0a0fb9680b1fe',1779271);
INSERT INTO _sqlx_migrations VALUES(9,'inbox','2026-11-27 13:34:37',1,X'086cbefa690c64c7bcd38462a4da677880caaadbc8a135fe2fcafce1cecb592db20971e5f93c9d12df28041c029a90a7',1762942);
INSERT INTO _sqlx_migrations VALUES(10,'versions','2026-11-27 13:34:37',1,X'252ae6aa16b151ade735e7515c5a9504a6569c86404db85f46d3819d242961a4223f619a45cdb5c95ea83babd4fc1280',8755174);
INSERT INTO _sqlx_migrations VALUES(11,'deputy','2026-11-27 13:34:37',1,X'392dc0f568ded6baa35fb721d755fb84623ac3fedce0923e6b2c33805379139f7188c9e1398db795250b51fd633881ed',6476149);
INSERT INTO _sqlx_migrations VALUES(12,'week','2026-11-27 13:34:37',1,X'510df3cde14f6233e8d3c64b75b508d702f7f045da8a6b572d92ea4b9f828d2a73481c2b86b91ded4c31652475ae0439',2372045);
INSERT INTO _sqlx_migrations VALUES(13,'attachment','2026-11-27 13:34:37',1,X'15f5cae47a65400c49292089c2b4330843e0507e081df624dba3a381c767ba4fd10675cbd237083d02589c71efb881be',3380653);
INSERT INTO _sqlx_migrations VALUES(14,'catalogue','2026-11-27 13:34:37',1,X'7f42dcfa0a941c1abbdc7f540aad14d97c2ae5eea91004210354ddc83f9e5fbe140d40ef42cf4afd944df1244ad27115',4054121);
INSERT INTO _sqlx_migrations VALUES(15,'numbers','2026-11-27 13:34:37',1,X'354044d472b85e20f3a67e5c218891dce0139e0f7a4f836fbf4996d540f84c89da33d59f7e57396c0fd09de5a64f6a94',1124025);
INSERT INTO _sqlx_migrations VALUES(16,'report','2026-11-27 13:34:37',1,X'c49277db01034d0f3a2a2cccdf6504cea6045a8a10b53477af018de43f7065b003721667942de376710c9369f2364841',3077004);
INSERT INTO _sqlx_migrations VALUES(17,'digest','2026-11-27 13:34:37',1,X'b7c43c90848d780a5910212131a4ab8a78f7b0800ac7e11dfa948dfd97e6552b351135e189eeff5b0abb102432583d8a',2347417);
INSERT INTO _sqlx_migrations VALUES(18,'event index','2026-11-27 13:34:37',1,X'0e62fd711df82fea468432117554cf87bd81e458ead6f1c6947ac3bf253b16b6510f3236508e815445f74224d7419aa6',732211);
INSERT INTO _sqlx_migrations VALUES(19,'teams gone by','2026-11-27 13:34:37',1,X'f1bbcde34c26228926cb8811e109939468656ce8e554c09665af10c1485427fbff77e7ea3551eb22cecac146dfeb87e8',681646);
INSERT INTO _sqlx_migrations VALUES(20,'language','2026-11-27 13:34:37',1,X'308bb879b604703b73eb8cc2f67f6e134453764b22d2d54774a9e6a55611b22648df6f93c2c483dc5860c4d7b9a1ece6',1398553);
INSERT INTO _sqlx_migrations VALUES(21,'report by week','2026-11-27 13:34:37',1,X'b29615f3824dc47d8ba75e0487c98e94039285213e2de03486a92c33b91a4833271672ac3ab35028a00df311bdc49d94',612462);
INSERT INTO _sqlx_migrations VALUES(22,'formality','2026-11-27 13:34:37',1,X'cced870a745b32bfba3dc9db1ffe3bd76238d78886268236d030f183863a1d1ba9b4aff47953d93b80303a022ca4e562',1433205);
INSERT INTO _sqlx_migrations VALUES(23,'hypothesis','2026-11-27 13:34:37',1,X'528d74761c889d3bad0f48894f57015ecefed7c332ebdea6131e9f6f8f4c2671990df75c1233b6d6d99bffcb3d9f973f',690989);
CREATE TABLE company (
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    name            TEXT    NOT NULL,
    timezone        TEXT    NOT NULL,
    locale          TEXT    NOT NULL CHECK (locale IN ('ru', 'en')),
    country         TEXT,
    currency        TEXT    NOT NULL DEFAULT 'RUB',
    week_minutes    INTEGER NOT NULL CHECK (week_minutes BETWEEN 60 AND 10080),
    ritual          TEXT    NOT NULL CHECK (json_valid(ritual)),
    -- Goes up with every change of anything in this file's tables; the process reloads its roster when it moves.
    revision        INTEGER NOT NULL DEFAULT 0,
    declared_at     TEXT    NOT NULL
, over_budget TEXT NOT NULL DEFAULT 'warn' CHECK (over_budget IN ('warn', 'block')), chat_id INTEGER, formality TEXT NOT NULL DEFAULT 'formal' CHECK (formality IN ('formal', 'informal'))) STRICT;
INSERT INTO company VALUES(1,'ТП Лаб','Europe/Moscow','ru','RU','RUB',2400,'{"plan_open":"Thu 15:00","plan_nudges":["Fri 12:00","Fri 15:00"],"plan_due":"Fri 16:00","report_open":"Fri 14:00","report_nudges":["Fri 16:30"],"report_due":"Fri 17:30","digest":"Fri 18:00","approval_nudges":["Mon 09:00"],"approval_due":"Mon 12:00","agenda":"Mon 10:00"}',15,'2026-11-19T11:00:00Z','warn',NULL,'formal');
CREATE TABLE metric (
    key             TEXT    PRIMARY KEY,
    name            TEXT    NOT NULL,
    unit            TEXT    NOT NULL CHECK (unit IN ('count', 'money', 'percent', 'hours', 'ratio')),
    direction       TEXT    NOT NULL CHECK (direction IN ('up', 'down')),
    aggregate       TEXT    NOT NULL CHECK (aggregate IN ('sum', 'mean', 'last')),
    formula         TEXT,
    position        INTEGER NOT NULL,
    retired         INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
, threshold TEXT, made_by INTEGER REFERENCES person (id)) STRICT;
INSERT INTO metric VALUES('traffic','Трафик','count','up','sum',NULL,0,0,NULL,NULL);
INSERT INTO metric VALUES('leads','Лиды','count','up','sum',NULL,1,0,NULL,NULL);
INSERT INTO metric VALUES('qualified_leads','Квал. лиды','count','up','sum',NULL,2,0,NULL,NULL);
INSERT INTO metric VALUES('spend','Расход на рекламу','money','down','sum',NULL,3,0,NULL,NULL);
INSERT INTO metric VALUES('deals','Новые клиенты','count','up','sum',NULL,4,0,NULL,NULL);
INSERT INTO metric VALUES('revenue','Выручка','money','up','sum',NULL,5,0,NULL,NULL);
INSERT INTO metric VALUES('calls','Звонки','count','up','sum',NULL,6,0,NULL,NULL);
INSERT INTO metric VALUES('answer_hours','Время ответа','hours','down','mean',NULL,7,0,NULL,NULL);
INSERT INTO metric VALUES('retained','Продления','count','up','sum',NULL,8,0,NULL,NULL);
INSERT INTO metric VALUES('cac','Цена клиента (CAC)','money','down','sum','spend / deals',9,0,NULL,NULL);
CREATE TABLE team (
    id              INTEGER PRIMARY KEY,
    key             TEXT    NOT NULL UNIQUE,
    name            TEXT    NOT NULL,
    function        TEXT    NOT NULL CHECK (function IN ('sales', 'marketing', 'support', 'other')),
    manager_id      INTEGER REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    chat_id         INTEGER,
    timezone        TEXT,
    -- Overrides of the company's ritual: the same object with only the named moments.
    ritual          TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(ritual)),
    -- Metric keys shown first in the team's digest; empty: those of its people.
    metrics         TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(metrics)),
    position        INTEGER NOT NULL,
    retired         INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
, deputy_id INTEGER REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, chat_metrics TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(chat_metrics)), visibility TEXT NOT NULL DEFAULT 'names' CHECK (visibility IN ('names', 'totals'))) STRICT;
INSERT INTO team VALUES(1,'marketing','Маркетинг','marketing',2,-1001000000001,NULL,'{"pulse":"Wed 12:00"}','["leads","traffic","qualified_leads","cac"]',0,0,5,'["spend","leads"]','names');
INSERT INTO team VALUES(2,'sales','Продажи','sales',4,-1001000000002,NULL,'{}','[]',1,0,NULL,'["calls"]','names');
INSERT INTO team VALUES(3,'support','Поддержка','support',5,-1001000000003,NULL,'{}','[]',2,0,NULL,'[]','names');
INSERT INTO team VALUES(4,'board','Дирекция','other',7,-1001000000004,NULL,'{}','[]',3,0,NULL,'[]','names');
CREATE TABLE person (
    id              INTEGER PRIMARY KEY,
    key             TEXT    NOT NULL UNIQUE,
    name            TEXT    NOT NULL,
    team_id         INTEGER NOT NULL REFERENCES team (id),
    role            TEXT    NOT NULL CHECK (role IN ('employee', 'manager', 'admin')),
    post            TEXT    NOT NULL DEFAULT '',
    week_minutes    INTEGER CHECK (week_minutes BETWEEN 60 AND 10080),
    -- Thousandths of working time that cannot be planned: 0.4 is 400.
    reactive_mille  INTEGER NOT NULL DEFAULT 0 CHECK (reactive_mille BETWEEN 0 AND 1000),
    timezone        TEXT,
    locale          TEXT    CHECK (locale IN ('ru', 'en')),
    telegram_id     INTEGER UNIQUE,
    joined_at       TEXT,
    unreachable_since TEXT,
    -- Which menu of commands Telegram shows this person: 'manager:ru:sync'.
    menu            TEXT    NOT NULL DEFAULT '',
    position        INTEGER NOT NULL,
    left_at         TEXT
, chosen_locale TEXT CHECK (chosen_locale IN ('ru', 'en'))) STRICT;
INSERT INTO person VALUES(1,'anna','Анна Смирнова',1,'employee','Контент-маркетолог',NULL,0,NULL,NULL,1001,'2026-11-19T11:30:00Z',NULL,'9:Employee:Ru:true:1001',0,NULL,NULL);
INSERT INTO person VALUES(2,'olga','Ольга Белова',1,'manager','Руководитель отдела маркетинга',NULL,0,NULL,NULL,1002,'2026-11-19T11:30:00Z',NULL,'9:Manager:Ru:true:1002',1,NULL,NULL);
INSERT INTO person VALUES(3,'petr','Пётр Иванов',2,'employee','Менеджер по продажам',NULL,0,NULL,NULL,1003,'2026-11-19T11:30:00Z',NULL,'9:Employee:Ru:true:1003',2,NULL,NULL);
INSERT INTO person VALUES(4,'igor','Игорь Лапин',2,'manager','Руководитель продаж',NULL,0,NULL,NULL,1004,'2026-11-19T11:30:00Z',NULL,'9:Manager:Ru:true:1004',3,NULL,NULL);
INSERT INTO person VALUES(5,'vera','Вера Лис',3,'manager','Руководитель поддержки',NULL,0,NULL,NULL,1005,'2026-11-19T11:30:00Z',NULL,'9:Manager:Ru:true:1005',4,NULL,NULL);
INSERT INTO person VALUES(6,'kirill','Кирилл Зайцев',3,'employee','Специалист поддержки',NULL,0,NULL,NULL,1006,'2026-11-19T11:30:00Z',NULL,'9:Employee:Ru:true:1006',5,NULL,NULL);
INSERT INTO person VALUES(7,'director','Дмитрий Орлов',4,'admin','Директор',NULL,0,NULL,NULL,1007,'2026-11-19T11:30:00Z',NULL,'9:Admin:Ru:false:1007',6,NULL,NULL);
CREATE TABLE person_metric (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    position        INTEGER NOT NULL, by_chat INTEGER NOT NULL DEFAULT 0 CHECK (by_chat IN (0, 1)),
    PRIMARY KEY (person_id, metric_key)
) STRICT, WITHOUT ROWID;
INSERT INTO person_metric VALUES(1,'leads',0,0);
INSERT INTO person_metric VALUES(1,'traffic',1,0);
INSERT INTO person_metric VALUES(2,'qualified_leads',0,0);
INSERT INTO person_metric VALUES(2,'spend',1,0);
INSERT INTO person_metric VALUES(3,'calls',0,0);
INSERT INTO person_metric VALUES(3,'deals',1,0);
INSERT INTO person_metric VALUES(4,'revenue',0,0);
INSERT INTO person_metric VALUES(5,'retained',0,0);
INSERT INTO person_metric VALUES(6,'answer_hours',0,0);
CREATE TABLE sync (
    id              INTEGER PRIMARY KEY,
    key             TEXT    NOT NULL UNIQUE,
    name            TEXT    NOT NULL,
    chat_id         INTEGER,
    retired         INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
) STRICT;
INSERT INTO sync VALUES(1,'planerka','Планёрка',-1001000000005,0);
CREATE TABLE sync_team (
    sync_id         INTEGER NOT NULL REFERENCES sync (id),
    team_id         INTEGER NOT NULL REFERENCES team (id),
    position        INTEGER NOT NULL,
    PRIMARY KEY (sync_id, team_id)
) STRICT, WITHOUT ROWID;
INSERT INTO sync_team VALUES(1,1,1);
INSERT INTO sync_team VALUES(1,2,0);
INSERT INTO sync_team VALUES(1,3,2);
CREATE TABLE invite (
    person_id       INTEGER PRIMARY KEY REFERENCES person (id),
    code            TEXT    NOT NULL UNIQUE,
    created_at      TEXT    NOT NULL,
    expires_at      TEXT    NOT NULL,
    used_at         TEXT,
    used_by         INTEGER
) STRICT;
INSERT INTO invite VALUES(1,'8CDhgU6brnVr8PklPr-vOLKfnhSDwZ1X','2026-11-19T11:00:00Z','2026-12-03T11:00:00Z','2026-11-19T11:30:00Z',1001);
INSERT INTO invite VALUES(2,'rn2iRPkc5FzDZGEW7G1DvfxBO-prVCJu','2026-11-19T11:00:00Z','2026-12-03T11:00:00Z','2026-11-19T11:30:00Z',1002);
INSERT INTO invite VALUES(3,'dbm3kqGYgpkm1zGy33UItpbucaHBLxxt','2026-11-19T11:00:00Z','2026-12-03T11:00:00Z','2026-11-19T11:30:00Z',1003);
INSERT INTO invite VALUES(4,'FefAwl79sXLH93AJuLdggfkc4GpK6M1T','2026-11-19T11:00:00Z','2026-12-03T11:00:00Z','2026-11-19T11:30:00Z',1004);
INSERT INTO invite VALUES(5,'9jbWdrgpO6vzGoUn0SbN-IfkuIKxOCqk','2026-11-19T11:00:00Z','2026-12-03T11:00:00Z','2026-11-19T11:30:00Z',1005);
INSERT INTO invite VALUES(6,'3-8Y0NCQT7qUuJYIKHZcayfgjsZoofd6','2026-11-19T11:00:00Z','2026-12-03T11:00:00Z','2026-11-19T11:30:00Z',1006);
INSERT INTO invite VALUES(7,'Sjgc3sm6aE-u1WddJbSKhfv4nbU31fIV','2026-11-19T11:00:00Z','2026-12-03T11:00:00Z','2026-11-19T11:30:00Z',1007);
CREATE TABLE update_offset (
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    last_update_id  INTEGER NOT NULL
) STRICT;
INSERT INTO update_offset VALUES(1,100105);
CREATE TABLE failed_update (
    update_id       INTEGER PRIMARY KEY,
    raw             TEXT    NOT NULL,
    cause           TEXT    NOT NULL,
    failed_at       TEXT    NOT NULL
) STRICT;
CREATE TABLE card (
    id              INTEGER PRIMARY KEY,
    chat_id         INTEGER NOT NULL,
    key             TEXT    NOT NULL,
    -- NULL until Telegram has told us.
    message_id      INTEGER,
    -- Messages the person has typed below it since it was posted.
    typed_below     INTEGER NOT NULL DEFAULT 0,
    UNIQUE (chat_id, key)
) STRICT;
INSERT INTO card VALUES(1,1001,'plan:1',25,1);
INSERT INTO card VALUES(2,1002,'plan:2',16,1);
INSERT INTO card VALUES(3,1003,'plan:3',42,1);
INSERT INTO card VALUES(4,1004,'plan:4',18,1);
INSERT INTO card VALUES(5,1005,'plan:5',43,1);
INSERT INTO card VALUES(6,1006,'plan:6',63,1);
INSERT INTO card VALUES(7,1007,'plan:7',21,1);
INSERT INTO card VALUES(8,1002,'approval:1',28,0);
INSERT INTO card VALUES(9,1007,'approval:2',34,0);
INSERT INTO card VALUES(10,1007,'inbox',131,0);
INSERT INTO card VALUES(11,1007,'approval:5',46,0);
INSERT INTO card VALUES(12,1004,'approval:3',49,0);
INSERT INTO card VALUES(13,1001,'report:2026-W47',50,0);
INSERT INTO card VALUES(14,1002,'report:2026-W47',51,0);
INSERT INTO card VALUES(15,1003,'report:2026-W47',52,0);
INSERT INTO card VALUES(16,1004,'report:2026-W47',53,0);
INSERT INTO card VALUES(17,1005,'report:2026-W47',54,0);
INSERT INTO card VALUES(18,1006,'report:2026-W47',55,0);
INSERT INTO card VALUES(19,1005,'inbox',133,0);
INSERT INTO card VALUES(20,1005,'approval:6',66,0);
INSERT INTO card VALUES(21,-1001000000001,'digest:1:2026-W47',6,0);
INSERT INTO card VALUES(22,-1001000000002,'digest:2:2026-W47',6,0);
INSERT INTO card VALUES(23,-1001000000003,'digest:3:2026-W47',6,0);
INSERT INTO card VALUES(24,1007,'digest:company:2026-W47',68,0);
INSERT INTO card VALUES(25,1004,'inbox',132,0);
INSERT INTO card VALUES(26,1001,'week:2026-W48',74,0);
INSERT INTO card VALUES(27,1001,'regular',76,0);
INSERT INTO card VALUES(28,1002,'hypotheses',80,0);
INSERT INTO card VALUES(29,1006,'away',83,0);
INSERT INTO card VALUES(30,1007,'goals',85,0);
INSERT INTO card VALUES(31,1001,'pulse:2026-W48',86,0);
INSERT INTO card VALUES(32,1002,'pulse:2026-W48',87,0);
INSERT INTO card VALUES(33,1002,'risks:1:2026-W48',88,0);
INSERT INTO card VALUES(34,1001,'plan:8',111,1);
INSERT INTO card VALUES(35,1002,'plan:9',125,0);
INSERT INTO card VALUES(36,1003,'plan:10',138,0);
INSERT INTO card VALUES(37,1004,'plan:11',127,0);
INSERT INTO card VALUES(38,1005,'plan:12',128,0);
INSERT INTO card VALUES(39,1006,'plan:13',129,0);
INSERT INTO card VALUES(40,1007,'plan:14',130,0);
INSERT INTO card VALUES(41,1001,'report:2026-W48',103,0);
INSERT INTO card VALUES(42,1002,'report:2026-W48',104,0);
INSERT INTO card VALUES(43,1003,'report:2026-W48',134,0);
INSERT INTO card VALUES(44,1004,'report:2026-W48',106,0);
INSERT INTO card VALUES(45,1005,'report:2026-W48',107,0);
INSERT INTO card VALUES(46,1006,'report:2026-W48',108,0);
INSERT INTO card VALUES(47,1007,'report:2026-W48',109,0);
INSERT INTO card VALUES(48,1002,'approval:8',113,0);
INSERT INTO card VALUES(49,1004,'missing-reports',135,0);
INSERT INTO card VALUES(50,-1001000000001,'digest:1:2026-W48',7,0);
INSERT INTO card VALUES(51,-1001000000001,'digest:1:2026-W48#1',8,0);
INSERT INTO card VALUES(52,-1001000000002,'digest:2:2026-W48',7,0);
INSERT INTO card VALUES(53,-1001000000003,'digest:3:2026-W48',7,0);
INSERT INTO card VALUES(54,-1001000000004,'digest:4:2026-W48',6,0);
INSERT INTO card VALUES(55,1007,'digest:company:2026-W48',136,0);
INSERT INTO card VALUES(56,-1001000000005,'agenda:1:2026-W49',6,0);
INSERT INTO card VALUES(57,-1001000000005,'decision:1',8,0);
INSERT INTO card VALUES(58,1001,'pulse:2026-W49',139,0);
INSERT INTO card VALUES(59,1001,'decisions',141,0);
CREATE TABLE plan (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    state           TEXT    NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved')),
    -- How often it was submitted.
    version         INTEGER NOT NULL DEFAULT 0 CHECK (version >= 0),
    -- What the author is editing: JSON of domain::plan::Draft. The rows below are what was submitted last.
    draft           TEXT    NOT NULL CHECK (json_valid(draft)),
    late            INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
    submitted_at    TEXT,
    decided_at      TEXT,
    decided_by      INTEGER REFERENCES person (id),
    -- Why it was returned last.
    reason          TEXT, undo TEXT CHECK (undo IS NULL OR json_valid(undo)), undo_draft TEXT CHECK (undo_draft IS NULL OR json_valid(undo_draft)), agreed_version INTEGER CHECK (agreed_version > 0), agreed TEXT CHECK (agreed IS NULL OR json_valid(agreed)), level INTEGER NOT NULL DEFAULT 0 CHECK (level >= 0), climbed_at TEXT, nudges INTEGER NOT NULL DEFAULT 0 CHECK (nudges >= 0),
    UNIQUE (person_id, week),
    CHECK (state = 'draft' OR version > 0)
) STRICT;
INSERT INTO "plan" VALUES(1,1,'2026-W48','approved',2,'{"targets":[{"metric":"leads","value":"120","source":22},{"metric":"traffic","value":"15000","source":22}],"tasks":[{"uid":2,"title":"Запустить лендинг «Ритейл»","deliverable":"страница открыта, форма принимает заявки, первая заявка дошла до CRM","minutes":360,"origin":"new","source":22},{"uid":3,"title":"Подготовить вебинар","deliverable":"программа и 3 спикера подтверждены","minutes":300,"goal":"вебинары","origin":"new","source":22},{"uid":4,"title":"Статья про кейс «Вектор»","deliverable":"согласована клиентом и стоит в блоге","minutes":420,"origin":"new","source":22},{"uid":5,"title":"Отчёт по каналам","deliverable":"таблица у Ольги","minutes":120,"origin":"new","source":22},{"uid":6,"title":"Написать недельный план","deliverable":"план утверждён","minutes":30,"origin":"new","source":22}],"last_uid":6}',0,'2026-11-19T12:40:00Z','2026-11-19T12:40:00Z',2,NULL,NULL,NULL,2,'{"targets":[{"metric":"leads","value":"120","source":22},{"metric":"traffic","value":"15000","source":22}],"tasks":[{"uid":2,"title":"Запустить лендинг «Ритейл»","deliverable":"страница открыта, форма принимает заявки, первая заявка дошла до CRM","minutes":360,"origin":"new","source":22},{"uid":3,"title":"Подготовить вебинар","deliverable":"программа и 3 спикера подтверждены","minutes":300,"goal":"вебинары","origin":"new","source":22},{"uid":4,"title":"Статья про кейс «Вектор»","deliverable":"согласована клиентом и стоит в блоге","minutes":420,"origin":"new","source":22},{"uid":5,"title":"Отчёт по каналам","deliverable":"таблица у Ольги","minutes":120,"origin":"new","source":22},{"uid":6,"title":"Написать недельный план","deliverable":"план утверждён","minutes":30,"origin":"new","source":22}],"last_uid":6}',0,NULL,0);
INSERT INTO "plan" VALUES(2,2,'2026-W48','approved',1,'{"targets":[{"metric":"qualified_leads","value":"52","source":33},{"metric":"spend","value":"27000","source":33}],"tasks":[{"uid":1,"title":"Пересобрать рекламу на «Ритейл»","deliverable":"3 кампании запущены, цена лида видна в таблице","minutes":480,"goal":"рост","origin":"new","source":33},{"uid":2,"title":"Встретиться с продажами о качестве лидов","deliverable":"список из 5 признаков плохого лида","minutes":180,"origin":"new","source":33},{"uid":3,"title":"Планы и отчёты отдела","deliverable":"все планы решены до понедельника","minutes":240,"origin":"new","source":33}],"last_uid":3}',0,'2026-11-19T14:30:00Z','2026-11-19T15:00:00Z',7,NULL,NULL,NULL,1,'{"targets":[{"metric":"qualified_leads","value":"52","source":33},{"metric":"spend","value":"27000","source":33}],"tasks":[{"uid":1,"title":"Пересобрать рекламу на «Ритейл»","deliverable":"3 кампании запущены, цена лида видна в таблице","minutes":480,"goal":"рост","origin":"new","source":33},{"uid":2,"title":"Встретиться с продажами о качестве лидов","deliverable":"список из 5 признаков плохого лида","minutes":180,"origin":"new","source":33},{"uid":3,"title":"Планы и отчёты отдела","deliverable":"все планы решены до понедельника","minutes":240,"origin":"new","source":33}],"last_uid":3}',0,NULL,0);
INSERT INTO "plan" VALUES(3,3,'2026-W48','approved',1,'{"targets":[{"metric":"calls","value":"60","source":30},{"metric":"deals","value":"6","source":30}],"tasks":[{"uid":1,"title":"Презентация для «Альфы»","deliverable":"ответ клиента: да или нет","minutes":240,"origin":"new","source":30},{"uid":2,"title":"Созвон с Альфой","deliverable":"назначена дата пилота","minutes":180,"origin":"new","source":32},{"uid":3,"title":"Обзвонить базу выставки","deliverable":"60 разговоров в CRM, 10 встреч","minutes":720,"origin":"new","source":48}],"last_uid":3}',0,'2026-11-20T10:00:00Z','2026-11-23T06:05:00Z',4,NULL,NULL,NULL,1,'{"targets":[{"metric":"calls","value":"60","source":30},{"metric":"deals","value":"6","source":30}],"tasks":[{"uid":1,"title":"Презентация для «Альфы»","deliverable":"ответ клиента: да или нет","minutes":240,"origin":"new","source":30},{"uid":2,"title":"Созвон с Альфой","deliverable":"назначена дата пилота","minutes":180,"origin":"new","source":32},{"uid":3,"title":"Обзвонить базу выставки","deliverable":"60 разговоров в CRM, 10 встреч","minutes":720,"origin":"new","source":48}],"last_uid":3}',0,NULL,1);
INSERT INTO "plan" VALUES(4,4,'2026-W48','approved',1,'{"targets":[{"metric":"revenue","value":"1200000","source":35}],"tasks":[{"uid":1,"title":"Договор с «Вектором»","deliverable":"подписан обеими сторонами","minutes":300,"origin":"new","source":35},{"uid":2,"title":"Разобрать проигранные сделки квартала","deliverable":"3 причины с цифрами на планёрку","minutes":360,"origin":"new","source":35},{"uid":3,"title":"Собеседования","deliverable":"один кандидат выходит на пробный день","minutes":360,"origin":"new","source":35},{"uid":9,"title":"Позвать двух партнёров","minutes":60,"goal":"партнёры","origin":"goal","seed":{"goal":4},"touched":true}],"last_uid":3}',0,'2026-11-19T14:30:00Z','2026-11-19T15:00:00Z',7,NULL,NULL,NULL,1,'{"targets":[{"metric":"revenue","value":"1200000","source":35}],"tasks":[{"uid":1,"title":"Договор с «Вектором»","deliverable":"подписан обеими сторонами","minutes":300,"origin":"new","source":35},{"uid":2,"title":"Разобрать проигранные сделки квартала","deliverable":"3 причины с цифрами на планёрку","minutes":360,"origin":"new","source":35},{"uid":3,"title":"Собеседования","deliverable":"один кандидат выходит на пробный день","minutes":360,"origin":"new","source":35},{"uid":9,"title":"Позвать двух партнёров","minutes":60,"goal":"партнёры","origin":"goal","seed":{"goal":4},"touched":true}],"last_uid":3}',0,NULL,0);
INSERT INTO "plan" VALUES(5,5,'2026-W48','approved',1,'{"targets":[{"metric":"retained","value":"14","source":45}],"tasks":[{"uid":1,"title":"Позвонить всем, у кого договор кончается в декабре","deliverable":"18 разговоров, решение по каждому","minutes":540,"goal":"продления","origin":"new","source":45},{"uid":2,"title":"Ответы на частые вопросы","deliverable":"10 статей открыты клиентам","minutes":480,"origin":"new","source":45}],"last_uid":2}',0,'2026-11-20T09:20:00Z','2026-11-20T09:20:00Z',7,NULL,NULL,NULL,1,'{"targets":[{"metric":"retained","value":"14","source":45}],"tasks":[{"uid":1,"title":"Позвонить всем, у кого договор кончается в декабре","deliverable":"18 разговоров, решение по каждому","minutes":540,"goal":"продления","origin":"new","source":45},{"uid":2,"title":"Ответы на частые вопросы","deliverable":"10 статей открыты клиентам","minutes":480,"origin":"new","source":45}],"last_uid":2}',0,NULL,0);
INSERT INTO "plan" VALUES(6,6,'2026-W48','approved',1,'{"targets":[{"metric":"answer_hours","value":"3.5","source":65}],"tasks":[{"uid":1,"title":"Разобрать хвост обращений","deliverable":"не осталось открытых старше 3 дней","minutes":720,"origin":"new","source":65},{"uid":2,"title":"Шаблоны ответов про интеграции","deliverable":"8 шаблонов в базе","minutes":300,"origin":"new","source":65}],"last_uid":2}',1,'2026-11-20T13:20:00Z','2026-11-20T13:20:00Z',5,NULL,NULL,NULL,1,'{"targets":[{"metric":"answer_hours","value":"3.5","source":65}],"tasks":[{"uid":1,"title":"Разобрать хвост обращений","deliverable":"не осталось открытых старше 3 дней","minutes":720,"origin":"new","source":65},{"uid":2,"title":"Шаблоны ответов про интеграции","deliverable":"8 шаблонов в базе","minutes":300,"origin":"new","source":65}],"last_uid":2}',0,NULL,0);
INSERT INTO "plan" VALUES(7,7,'2026-W48','approved',1,'{"targets":[],"tasks":[{"uid":1,"title":"Бюджет на первый квартал","deliverable":"лимиты по отделам утверждены","minutes":600,"origin":"new","source":37},{"uid":2,"title":"Встреча с «Вектором»","deliverable":"понятно, продлевают ли на год","minutes":240,"origin":"new","source":37}],"last_uid":2}',0,'2026-11-19T14:30:00Z','2026-11-19T15:00:00Z',7,NULL,NULL,NULL,1,'{"targets":[],"tasks":[{"uid":1,"title":"Бюджет на первый квартал","deliverable":"лимиты по отделам утверждены","minutes":600,"origin":"new","source":37},{"uid":2,"title":"Встреча с «Вектором»","deliverable":"понятно, продлевают ли на год","minutes":240,"origin":"new","source":37}],"last_uid":2}',0,NULL,0);
INSERT INTO "plan" VALUES(8,1,'2026-W49','approved',1,'{"targets":[{"metric":"leads","value":"133"},{"metric":"traffic","value":"14342"}],"tasks":[{"uid":2,"title":"Статья про кейс «Вектор»","deliverable":"согласована клиентом и стоит в блоге","minutes":120,"origin":"carried","seed":{"task":"статья про кейс «вектор»"},"carried_weeks":1},{"uid":4,"title":"Отчёт по каналам","deliverable":"таблица у Ольги","minutes":120,"origin":"regular","seed":{"regular":1}},{"uid":5,"title":"Написать недельный план","deliverable":"план утверждён","minutes":30,"origin":"regular","seed":{"regular":2}},{"uid":7,"title":"Провести вебинар","deliverable":"40 участников, 10 заявок","minutes":360,"goal":"вебинары","origin":"new","source":112},{"uid":8,"title":"Рассылка по базе «Ритейл»","deliverable":"письмо ушло, 25 % открытий","minutes":240,"origin":"new","source":112},{"uid":9,"title":"Статья про 1С","deliverable":"черновик у редактора","minutes":360,"origin":"new","source":112}],"last_uid":9}',0,'2026-11-27T11:05:00Z','2026-11-27T11:05:00Z',2,NULL,NULL,NULL,1,'{"targets":[{"metric":"leads","value":"133"},{"metric":"traffic","value":"14342"}],"tasks":[{"uid":2,"title":"Статья про кейс «Вектор»","deliverable":"согласована клиентом и стоит в блоге","minutes":120,"origin":"carried","seed":{"task":"статья про кейс «вектор»"},"carried_weeks":1},{"uid":4,"title":"Отчёт по каналам","deliverable":"таблица у Ольги","minutes":120,"origin":"regular","seed":{"regular":1}},{"uid":5,"title":"Написать недельный план","deliverable":"план утверждён","minutes":30,"origin":"regular","seed":{"regular":2}},{"uid":7,"title":"Провести вебинар","deliverable":"40 участников, 10 заявок","minutes":360,"goal":"вебинары","origin":"new","source":112},{"uid":8,"title":"Рассылка по базе «Ритейл»","deliverable":"письмо ушло, 25 % открытий","minutes":240,"origin":"new","source":112},{"uid":9,"title":"Статья про 1С","deliverable":"черновик у редактора","minutes":360,"origin":"new","source":112}],"last_uid":9}',0,NULL,0);
INSERT INTO "plan" VALUES(9,2,'2026-W49','draft',0,'{"targets":[],"tasks":[],"last_uid":3}',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,0);
INSERT INTO "plan" VALUES(10,3,'2026-W49','draft',0,'{"targets":[],"tasks":[{"uid":3,"title":"Обзвонить базу выставки","deliverable":"60 разговоров в CRM, 10 встреч","minutes":120,"origin":"carried","seed":{"task":"обзвонить базу выставки"},"carried_weeks":1}],"last_uid":3}',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,0);
INSERT INTO "plan" VALUES(11,4,'2026-W49','draft',0,'{"targets":[],"tasks":[{"uid":3,"title":"Собеседования","deliverable":"один кандидат выходит на пробный день","minutes":360,"origin":"carried","seed":{"task":"собеседования"},"carried_weeks":1}],"last_uid":3}',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,0);
INSERT INTO "plan" VALUES(12,5,'2026-W49','draft',0,'{"targets":[],"tasks":[{"uid":2,"title":"Ответы на частые вопросы","deliverable":"10 статей открыты клиентам","minutes":240,"origin":"carried","seed":{"task":"ответы на частые вопросы"},"carried_weeks":1}],"last_uid":2}',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,0);
INSERT INTO "plan" VALUES(13,6,'2026-W49','draft',0,'{"targets":[],"tasks":[],"last_uid":2}',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,0);
INSERT INTO "plan" VALUES(14,7,'2026-W49','draft',0,'{"targets":[],"tasks":[],"last_uid":2}',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,0);
CREATE TABLE plan_target (
    plan_id         INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    target          TEXT    NOT NULL,
    position        INTEGER NOT NULL,
    PRIMARY KEY (plan_id, metric_key)
) STRICT, WITHOUT ROWID;
INSERT INTO plan_target VALUES(1,'leads','120',0);
INSERT INTO plan_target VALUES(1,'traffic','15000',1);
INSERT INTO plan_target VALUES(2,'qualified_leads','52',0);
INSERT INTO plan_target VALUES(2,'spend','27000',1);
INSERT INTO plan_target VALUES(3,'calls','60',0);
INSERT INTO plan_target VALUES(3,'deals','6',1);
INSERT INTO plan_target VALUES(4,'revenue','1200000',0);
INSERT INTO plan_target VALUES(5,'retained','14',0);
INSERT INTO plan_target VALUES(6,'answer_hours','3.5',0);
INSERT INTO plan_target VALUES(8,'leads','133',0);
INSERT INTO plan_target VALUES(8,'traffic','14342',1);
CREATE TABLE task (
    id              INTEGER PRIMARY KEY,
    plan_id         INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    number          INTEGER NOT NULL CHECK (number > 0),
    title           TEXT    NOT NULL,
    deliverable     TEXT,
    minutes         INTEGER CHECK (minutes BETWEEN 0 AND 10080),
    goal            TEXT,
    origin          TEXT    NOT NULL CHECK (origin IN ('new', 'carried', 'regular', 'goal', 'decision', 'unplanned')),
    state           TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'partly', 'not_done', 'cancelled')),
    actual_minutes  INTEGER CHECK (actual_minutes BETWEEN 0 AND 10080),
    -- What came out of it, or why it did not.
    result          TEXT,
    -- The message an unplanned task was typed in: the same message handled again adds nothing.
    source          INTEGER, carried_weeks INTEGER NOT NULL DEFAULT 0 CHECK (carried_weeks >= 0), regular_id INTEGER REFERENCES regular (id) ON DELETE SET NULL, decision_id INTEGER REFERENCES decision (id) ON DELETE SET NULL, own_minutes INTEGER CHECK (own_minutes BETWEEN 0 AND 10080), result_source INTEGER, reason TEXT, reason_source INTEGER,
    UNIQUE (plan_id, number)
) STRICT;
INSERT INTO task VALUES(1,1,1,'Запустить лендинг «Ритейл»','страница открыта, форма принимает заявки, первая заявка дошла до CRM',360,NULL,'new','done',420,'открыт, 3 заявки за первый день',NULL,0,NULL,NULL,NULL,75,NULL,NULL);
INSERT INTO task VALUES(2,1,2,'Подготовить вебинар','программа и 3 спикера подтверждены',300,'вебинары','new','done',300,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(3,1,3,'Статья про кейс «Вектор»','согласована клиентом и стоит в блоге',420,NULL,'new','partly',300,'клиент ещё не согласовал',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(4,1,4,'Отчёт по каналам','таблица у Ольги',120,NULL,'new','done',90,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(5,1,5,'Написать недельный план','план утверждён',30,NULL,'new','done',30,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(6,2,1,'Пересобрать рекламу на «Ритейл»','3 кампании запущены, цена лида видна в таблице',480,'рост','new','done',480,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(7,2,2,'Встретиться с продажами о качестве лидов','список из 5 признаков плохого лида',180,NULL,'new','done',180,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(8,2,3,'Планы и отчёты отдела','все планы решены до понедельника',240,NULL,'new','done',240,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(9,4,1,'Договор с «Вектором»','подписан обеими сторонами',300,NULL,'new','done',360,'подписан',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(10,4,2,'Разобрать проигранные сделки квартала','3 причины с цифрами на планёрку',360,NULL,'new','done',360,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(11,4,3,'Собеседования','один кандидат выходит на пробный день',360,NULL,'new','not_done',0,NULL,NULL,0,NULL,NULL,NULL,NULL,'кандидаты отказались от пробного дня',NULL);
INSERT INTO task VALUES(12,7,1,'Бюджет на первый квартал','лимиты по отделам утверждены',600,NULL,'new','done',600,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(13,7,2,'Встреча с «Вектором»','понятно, продлевают ли на год',240,NULL,'new','done',240,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(14,5,1,'Позвонить всем, у кого договор кончается в декабре','18 разговоров, решение по каждому',540,'продления','new','done',660,'18 разговоров, 12 продлили, 6 думают',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(15,5,2,'Ответы на частые вопросы','10 статей открыты клиентам',480,NULL,'new','partly',240,'готово 6 из 10',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(16,3,1,'Презентация для «Альфы»','ответ клиента: да или нет',240,NULL,'new','done',240,'«Альфа» берёт пилот',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(17,3,2,'Созвон с Альфой','назначена дата пилота',180,NULL,'new','done',180,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(18,3,3,'Обзвонить базу выставки','60 разговоров в CRM, 10 встреч',720,NULL,'new','partly',600,'52 разговора, 7 встреч',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(19,6,1,'Разобрать хвост обращений','не осталось открытых старше 3 дней',720,NULL,'new','done',720,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(20,6,2,'Шаблоны ответов про интеграции','8 шаблонов в базе',300,NULL,'new','done',300,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(21,1,6,'Срочно поправить цены на сайте','на всех страницах новые цены',120,NULL,'unplanned','done',120,NULL,71,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(22,8,1,'Статья про кейс «Вектор»','согласована клиентом и стоит в блоге',120,NULL,'carried','open',NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(23,8,2,'Отчёт по каналам','таблица у Ольги',120,NULL,'regular','open',NULL,NULL,NULL,0,1,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(24,8,3,'Написать недельный план','план утверждён',30,NULL,'regular','open',NULL,NULL,NULL,0,2,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(25,8,4,'Провести вебинар','40 участников, 10 заявок',360,'вебинары','new','open',NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(26,8,5,'Рассылка по базе «Ритейл»','письмо ушло, 25 % открытий',240,NULL,'new','open',NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(27,8,6,'Статья про 1С','черновик у редактора',360,NULL,'new','open',NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(28,1,7,'первый вебинар готов',NULL,60,'вебинары','goal','done',60,'готов, запись в базе',NULL,0,NULL,NULL,NULL,91,NULL,NULL);
INSERT INTO task VALUES(29,4,4,'Позвать двух партнёров',NULL,60,'партнёры','goal','not_done',NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,'не ответили',92);
CREATE TABLE actual (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    value           TEXT    NOT NULL,
    typed_at        TEXT    NOT NULL,
    PRIMARY KEY (person_id, metric_key, week)
) STRICT, WITHOUT ROWID;
INSERT INTO actual VALUES(1,'leads','2026-W47','118','2026-11-20T11:10:00Z');
INSERT INTO actual VALUES(1,'leads','2026-W48','131','2026-11-27T11:05:00Z');
INSERT INTO actual VALUES(1,'traffic','2026-W47','14100','2026-11-20T11:10:00Z');
INSERT INTO actual VALUES(1,'traffic','2026-W48','14200','2026-11-27T11:05:00Z');
INSERT INTO actual VALUES(2,'qualified_leads','2026-W47','49','2026-11-20T11:10:00Z');
INSERT INTO actual VALUES(2,'qualified_leads','2026-W48','52','2026-11-27T11:05:00Z');
INSERT INTO actual VALUES(2,'spend','2026-W47','27500','2026-11-20T11:10:00Z');
INSERT INTO actual VALUES(2,'spend','2026-W48','27480','2026-11-27T11:05:00Z');
INSERT INTO actual VALUES(3,'calls','2026-W47','55','2026-11-20T11:10:00Z');
INSERT INTO actual VALUES(3,'calls','2026-W48','52','2026-11-27T15:25:00Z');
INSERT INTO actual VALUES(3,'deals','2026-W47','5','2026-11-20T11:10:00Z');
INSERT INTO actual VALUES(3,'deals','2026-W48','6','2026-11-27T15:25:00Z');
INSERT INTO actual VALUES(4,'revenue','2026-W47','1080000','2026-11-20T11:10:00Z');
INSERT INTO actual VALUES(4,'revenue','2026-W48','1240000','2026-11-27T11:05:00Z');
INSERT INTO actual VALUES(5,'retained','2026-W47','13','2026-11-20T11:10:00Z');
INSERT INTO actual VALUES(5,'retained','2026-W48','12','2026-11-27T11:05:00Z');
INSERT INTO actual VALUES(6,'answer_hours','2026-W47','4.2','2026-11-20T11:10:00Z');
INSERT INTO actual VALUES(6,'answer_hours','2026-W48','3.2','2026-11-27T11:05:00Z');
CREATE TABLE report (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    state           TEXT    NOT NULL CHECK (state IN ('draft', 'sent')),
    late            INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
    sent_at         TEXT,
    UNIQUE (person_id, week)
) STRICT;
INSERT INTO report VALUES(1,1,'2026-W47','sent',0,'2026-11-20T11:10:00Z');
INSERT INTO report VALUES(2,2,'2026-W47','sent',0,'2026-11-20T11:10:00Z');
INSERT INTO report VALUES(3,3,'2026-W47','sent',0,'2026-11-20T11:10:00Z');
INSERT INTO report VALUES(4,4,'2026-W47','sent',0,'2026-11-20T11:10:00Z');
INSERT INTO report VALUES(5,5,'2026-W47','sent',0,'2026-11-20T11:10:00Z');
INSERT INTO report VALUES(6,6,'2026-W47','sent',0,'2026-11-20T11:10:00Z');
INSERT INTO report VALUES(7,1,'2026-W48','sent',0,'2026-11-27T11:05:00Z');
INSERT INTO report VALUES(8,2,'2026-W48','sent',0,'2026-11-27T11:05:00Z');
INSERT INTO report VALUES(9,4,'2026-W48','sent',0,'2026-11-27T11:05:00Z');
INSERT INTO report VALUES(10,5,'2026-W48','sent',0,'2026-11-27T11:05:00Z');
INSERT INTO report VALUES(11,6,'2026-W48','sent',0,'2026-11-27T11:05:00Z');
INSERT INTO report VALUES(12,7,'2026-W48','sent',0,'2026-11-27T11:05:00Z');
INSERT INTO report VALUES(13,3,'2026-W48','sent',1,'2026-11-27T15:25:00Z');
CREATE TABLE note (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    kind            TEXT    NOT NULL CHECK (kind IN ('blocker', 'insight', 'need', 'lesson', 'highlight')),
    text            TEXT    NOT NULL,
    source          INTEGER,
    written_at      TEXT    NOT NULL,
    UNIQUE (person_id, week, kind, text)
) STRICT;
INSERT INTO note VALUES(1,6,'2026-W48','insight','Трое клиентов за неделю спросили про интеграцию с 1С',77,'2026-11-25T08:00:00Z');
INSERT INTO note VALUES(2,1,'2026-W48','highlight','лендинг «Ритейл» открыт, 3 заявки за первый день',110,'2026-11-27T11:05:00Z');
INSERT INTO note VALUES(3,1,'2026-W48','blocker','«Вектор» третий день не отвечает по статье',110,'2026-11-27T11:05:00Z');
INSERT INTO note VALUES(4,4,'2026-W48','need','от маркетинга презентация для ритейла',117,'2026-11-27T11:05:00Z');
INSERT INTO note VALUES(5,5,'2026-W48','insight','просят счёт сразу в личном кабинете',119,'2026-11-27T11:05:00Z');
CREATE TABLE decision (
    id              INTEGER PRIMARY KEY,
    sync_id         INTEGER NOT NULL REFERENCES sync (id),
    owner_id        INTEGER REFERENCES person (id),
    text            TEXT    NOT NULL,
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    state           TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped')),
    made_by         INTEGER NOT NULL REFERENCES person (id),
    made_at         TEXT    NOT NULL,
    closed_at       TEXT
, closed_by INTEGER REFERENCES person (id), asked TEXT CHECK (asked IS NULL OR json_valid(asked))) STRICT;
INSERT INTO decision VALUES(1,1,1,'презентация для ритейла, 10 слайдов, к четвергу','2026-W49','done',4,'2026-11-30T08:25:00Z','2026-12-02T09:00:00Z',1,NULL);
CREATE TABLE attention (
    person_id       INTEGER PRIMARY KEY REFERENCES person (id),
    -- JSON of storage::attention::Question, NULL when nothing is asked.
    question        TEXT    CHECK (question IS NULL OR json_valid(question)),
    -- The week chosen with the card's button; NULL: the calendar decides.
    week            TEXT
) STRICT;
INSERT INTO attention VALUES(1,'{"risk":{"week":"2026-W49"}}','2026-W49');
INSERT INTO attention VALUES(2,'"metric"',NULL);
INSERT INTO attention VALUES(3,NULL,NULL);
CREATE TABLE moment (
    team_id         INTEGER NOT NULL REFERENCES team (id),
    week            TEXT    NOT NULL,
    moment          TEXT    NOT NULL,
    outcome         TEXT    NOT NULL CHECK (outcome IN ('done', 'stale')),
    at              TEXT    NOT NULL,
    PRIMARY KEY (team_id, week, moment)
) STRICT, WITHOUT ROWID;
INSERT INTO moment VALUES(1,'2026-W46','agenda','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W46','approval_due','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W46','approval_nudge_1','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W46','climb_2','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W46','climb_3','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W46','climb_4','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W46','climb_5','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W46','digest','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W46','plan_due','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W46','plan_nudge_1','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W46','plan_nudge_2','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W46','plan_open','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W46','pulse','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W46','report_due','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W46','report_nudge_1','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W46','report_open','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W47','agenda','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W47','approval_due','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W47','approval_nudge_1','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W47','climb_2','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W47','climb_3','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W47','climb_4','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W47','climb_5','done','2026-11-20T09:00:00Z');
INSERT INTO moment VALUES(1,'2026-W47','digest','done','2026-11-20T15:00:00Z');
INSERT INTO moment VALUES(1,'2026-W47','plan_due','done','2026-11-20T13:00:00Z');
INSERT INTO moment VALUES(1,'2026-W47','plan_nudge_1','done','2026-11-20T09:00:00Z');
INSERT INTO moment VALUES(1,'2026-W47','plan_nudge_2','done','2026-11-20T12:00:00Z');
INSERT INTO moment VALUES(1,'2026-W47','plan_open','done','2026-11-19T12:00:00Z');
INSERT INTO moment VALUES(1,'2026-W47','pulse','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(1,'2026-W47','report_due','done','2026-11-20T14:30:00Z');
INSERT INTO moment VALUES(1,'2026-W47','report_nudge_1','done','2026-11-20T13:30:00Z');
INSERT INTO moment VALUES(1,'2026-W47','report_open','done','2026-11-20T11:00:00Z');
INSERT INTO moment VALUES(1,'2026-W48','agenda','done','2026-11-23T07:00:00Z');
INSERT INTO moment VALUES(1,'2026-W48','approval_due','done','2026-11-23T09:00:00Z');
INSERT INTO moment VALUES(1,'2026-W48','approval_nudge_1','done','2026-11-23T06:00:00Z');
INSERT INTO moment VALUES(1,'2026-W48','climb_2','done','2026-11-24T09:00:00Z');
INSERT INTO moment VALUES(1,'2026-W48','climb_3','done','2026-11-25T09:00:00Z');
INSERT INTO moment VALUES(1,'2026-W48','climb_4','done','2026-11-26T09:00:00Z');
INSERT INTO moment VALUES(1,'2026-W48','climb_5','done','2026-11-27T09:00:00Z');
INSERT INTO moment VALUES(1,'2026-W48','digest','done','2026-11-27T15:00:00Z');
INSERT INTO moment VALUES(1,'2026-W48','plan_due','done','2026-11-27T13:00:00Z');
INSERT INTO moment VALUES(1,'2026-W48','plan_nudge_1','done','2026-11-27T09:00:00Z');
INSERT INTO moment VALUES(1,'2026-W48','plan_nudge_2','done','2026-11-27T12:00:00Z');
INSERT INTO moment VALUES(1,'2026-W48','plan_open','done','2026-11-26T12:00:00Z');
INSERT INTO moment VALUES(1,'2026-W48','pulse','done','2026-11-25T09:00:00Z');
INSERT INTO moment VALUES(1,'2026-W48','report_due','done','2026-11-27T14:30:00Z');
INSERT INTO moment VALUES(1,'2026-W48','report_nudge_1','done','2026-11-27T13:30:00Z');
INSERT INTO moment VALUES(1,'2026-W48','report_open','done','2026-11-27T11:00:00Z');
INSERT INTO moment VALUES(1,'2026-W49','agenda','done','2026-11-30T07:00:00Z');
INSERT INTO moment VALUES(1,'2026-W49','approval_due','done','2026-11-30T09:00:00Z');
INSERT INTO moment VALUES(1,'2026-W49','approval_nudge_1','done','2026-11-30T06:00:00Z');
INSERT INTO moment VALUES(1,'2026-W49','climb_2','done','2026-12-01T09:00:00Z');
INSERT INTO moment VALUES(1,'2026-W49','climb_3','done','2026-12-02T09:00:00Z');
INSERT INTO moment VALUES(1,'2026-W49','pulse','done','2026-12-02T09:00:00Z');
INSERT INTO moment VALUES(2,'2026-W46','agenda','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W46','approval_due','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W46','approval_nudge_1','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W46','climb_2','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W46','climb_3','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W46','climb_4','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W46','climb_5','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W46','digest','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W46','plan_due','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W46','plan_nudge_1','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W46','plan_nudge_2','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W46','plan_open','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W46','report_due','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W46','report_nudge_1','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W46','report_open','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W47','agenda','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W47','approval_due','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W47','approval_nudge_1','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W47','climb_2','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W47','climb_3','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W47','climb_4','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(2,'2026-W47','climb_5','done','2026-11-20T09:00:00Z');
INSERT INTO moment VALUES(2,'2026-W47','digest','done','2026-11-20T15:00:00Z');
INSERT INTO moment VALUES(2,'2026-W47','plan_due','done','2026-11-20T13:00:00Z');
INSERT INTO moment VALUES(2,'2026-W47','plan_nudge_1','done','2026-11-20T09:00:00Z');
INSERT INTO moment VALUES(2,'2026-W47','plan_nudge_2','done','2026-11-20T12:00:00Z');
INSERT INTO moment VALUES(2,'2026-W47','plan_open','done','2026-11-19T12:00:00Z');
INSERT INTO moment VALUES(2,'2026-W47','report_due','done','2026-11-20T14:30:00Z');
INSERT INTO moment VALUES(2,'2026-W47','report_nudge_1','done','2026-11-20T13:30:00Z');
INSERT INTO moment VALUES(2,'2026-W47','report_open','done','2026-11-20T11:00:00Z');
INSERT INTO moment VALUES(2,'2026-W48','agenda','done','2026-11-23T07:00:00Z');
INSERT INTO moment VALUES(2,'2026-W48','approval_due','done','2026-11-23T09:00:00Z');
INSERT INTO moment VALUES(2,'2026-W48','approval_nudge_1','done','2026-11-23T06:00:00Z');
INSERT INTO moment VALUES(2,'2026-W48','climb_2','done','2026-11-24T09:00:00Z');
INSERT INTO moment VALUES(2,'2026-W48','climb_3','done','2026-11-25T09:00:00Z');
INSERT INTO moment VALUES(2,'2026-W48','climb_4','done','2026-11-26T09:00:00Z');
INSERT INTO moment VALUES(2,'2026-W48','climb_5','done','2026-11-27T09:00:00Z');
INSERT INTO moment VALUES(2,'2026-W48','digest','done','2026-11-27T15:00:00Z');
INSERT INTO moment VALUES(2,'2026-W48','plan_due','done','2026-11-27T13:00:00Z');
INSERT INTO moment VALUES(2,'2026-W48','plan_nudge_1','done','2026-11-27T09:00:00Z');
INSERT INTO moment VALUES(2,'2026-W48','plan_nudge_2','done','2026-11-27T12:00:00Z');
INSERT INTO moment VALUES(2,'2026-W48','plan_open','done','2026-11-26T12:00:00Z');
INSERT INTO moment VALUES(2,'2026-W48','report_due','done','2026-11-27T14:30:00Z');
INSERT INTO moment VALUES(2,'2026-W48','report_nudge_1','done','2026-11-27T13:30:00Z');
INSERT INTO moment VALUES(2,'2026-W48','report_open','done','2026-11-27T11:00:00Z');
INSERT INTO moment VALUES(2,'2026-W49','agenda','done','2026-11-30T07:00:00Z');
INSERT INTO moment VALUES(2,'2026-W49','approval_due','done','2026-11-30T09:00:00Z');
INSERT INTO moment VALUES(2,'2026-W49','approval_nudge_1','done','2026-11-30T06:00:00Z');
INSERT INTO moment VALUES(2,'2026-W49','climb_2','done','2026-12-01T09:00:00Z');
INSERT INTO moment VALUES(2,'2026-W49','climb_3','done','2026-12-02T09:00:00Z');
INSERT INTO moment VALUES(3,'2026-W46','agenda','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W46','approval_due','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W46','approval_nudge_1','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W46','climb_2','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W46','climb_3','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W46','climb_4','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W46','climb_5','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W46','digest','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W46','plan_due','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W46','plan_nudge_1','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W46','plan_nudge_2','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W46','plan_open','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W46','report_due','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W46','report_nudge_1','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W46','report_open','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W47','agenda','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W47','approval_due','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W47','approval_nudge_1','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W47','climb_2','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W47','climb_3','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W47','climb_4','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(3,'2026-W47','climb_5','done','2026-11-20T09:00:00Z');
INSERT INTO moment VALUES(3,'2026-W47','digest','done','2026-11-20T15:00:00Z');
INSERT INTO moment VALUES(3,'2026-W47','plan_due','done','2026-11-20T13:00:00Z');
INSERT INTO moment VALUES(3,'2026-W47','plan_nudge_1','done','2026-11-20T09:00:00Z');
INSERT INTO moment VALUES(3,'2026-W47','plan_nudge_2','done','2026-11-20T12:00:00Z');
INSERT INTO moment VALUES(3,'2026-W47','plan_open','done','2026-11-19T12:00:00Z');
INSERT INTO moment VALUES(3,'2026-W47','report_due','done','2026-11-20T14:30:00Z');
INSERT INTO moment VALUES(3,'2026-W47','report_nudge_1','done','2026-11-20T13:30:00Z');
INSERT INTO moment VALUES(3,'2026-W47','report_open','done','2026-11-20T11:00:00Z');
INSERT INTO moment VALUES(3,'2026-W48','agenda','done','2026-11-23T07:00:00Z');
INSERT INTO moment VALUES(3,'2026-W48','approval_due','done','2026-11-23T09:00:00Z');
INSERT INTO moment VALUES(3,'2026-W48','approval_nudge_1','done','2026-11-23T06:00:00Z');
INSERT INTO moment VALUES(3,'2026-W48','climb_2','done','2026-11-24T09:00:00Z');
INSERT INTO moment VALUES(3,'2026-W48','climb_3','done','2026-11-25T09:00:00Z');
INSERT INTO moment VALUES(3,'2026-W48','climb_4','done','2026-11-26T09:00:00Z');
INSERT INTO moment VALUES(3,'2026-W48','climb_5','done','2026-11-27T09:00:00Z');
INSERT INTO moment VALUES(3,'2026-W48','digest','done','2026-11-27T15:00:00Z');
INSERT INTO moment VALUES(3,'2026-W48','plan_due','done','2026-11-27T13:00:00Z');
INSERT INTO moment VALUES(3,'2026-W48','plan_nudge_1','done','2026-11-27T09:00:00Z');
INSERT INTO moment VALUES(3,'2026-W48','plan_nudge_2','done','2026-11-27T12:00:00Z');
INSERT INTO moment VALUES(3,'2026-W48','plan_open','done','2026-11-26T12:00:00Z');
INSERT INTO moment VALUES(3,'2026-W48','report_due','done','2026-11-27T14:30:00Z');
INSERT INTO moment VALUES(3,'2026-W48','report_nudge_1','done','2026-11-27T13:30:00Z');
INSERT INTO moment VALUES(3,'2026-W48','report_open','done','2026-11-27T11:00:00Z');
INSERT INTO moment VALUES(3,'2026-W49','agenda','done','2026-11-30T07:00:00Z');
INSERT INTO moment VALUES(3,'2026-W49','approval_due','done','2026-11-30T09:00:00Z');
INSERT INTO moment VALUES(3,'2026-W49','approval_nudge_1','done','2026-11-30T06:00:00Z');
INSERT INTO moment VALUES(3,'2026-W49','climb_2','done','2026-12-01T09:00:00Z');
INSERT INTO moment VALUES(3,'2026-W49','climb_3','done','2026-12-02T09:00:00Z');
INSERT INTO moment VALUES(4,'2026-W46','agenda','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W46','approval_due','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W46','approval_nudge_1','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W46','climb_2','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W46','climb_3','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W46','climb_4','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W46','climb_5','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W46','digest','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W46','plan_due','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W46','plan_nudge_1','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W46','plan_nudge_2','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W46','plan_open','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W46','report_due','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W46','report_nudge_1','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W46','report_open','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W47','agenda','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W47','approval_due','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W47','approval_nudge_1','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W47','climb_2','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W47','climb_3','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W47','climb_4','stale','2026-11-19T11:30:00Z');
INSERT INTO moment VALUES(4,'2026-W47','climb_5','done','2026-11-20T09:00:00Z');
INSERT INTO moment VALUES(4,'2026-W47','digest','done','2026-11-20T15:00:00Z');
INSERT INTO moment VALUES(4,'2026-W47','plan_due','done','2026-11-20T13:00:00Z');
INSERT INTO moment VALUES(4,'2026-W47','plan_nudge_1','done','2026-11-20T09:00:00Z');
INSERT INTO moment VALUES(4,'2026-W47','plan_nudge_2','done','2026-11-20T12:00:00Z');
INSERT INTO moment VALUES(4,'2026-W47','plan_open','done','2026-11-19T12:00:00Z');
INSERT INTO moment VALUES(4,'2026-W47','report_due','done','2026-11-20T14:30:00Z');
INSERT INTO moment VALUES(4,'2026-W47','report_nudge_1','done','2026-11-20T13:30:00Z');
INSERT INTO moment VALUES(4,'2026-W47','report_open','done','2026-11-20T11:00:00Z');
INSERT INTO moment VALUES(4,'2026-W48','agenda','done','2026-11-23T07:00:00Z');
INSERT INTO moment VALUES(4,'2026-W48','approval_due','done','2026-11-23T09:00:00Z');
INSERT INTO moment VALUES(4,'2026-W48','approval_nudge_1','done','2026-11-23T06:00:00Z');
INSERT INTO moment VALUES(4,'2026-W48','climb_2','done','2026-11-24T09:00:00Z');
INSERT INTO moment VALUES(4,'2026-W48','climb_3','done','2026-11-25T09:00:00Z');
INSERT INTO moment VALUES(4,'2026-W48','climb_4','done','2026-11-26T09:00:00Z');
INSERT INTO moment VALUES(4,'2026-W48','climb_5','done','2026-11-27T09:00:00Z');
INSERT INTO moment VALUES(4,'2026-W48','digest','done','2026-11-27T15:00:00Z');
INSERT INTO moment VALUES(4,'2026-W48','plan_due','done','2026-11-27T13:00:00Z');
INSERT INTO moment VALUES(4,'2026-W48','plan_nudge_1','done','2026-11-27T09:00:00Z');
INSERT INTO moment VALUES(4,'2026-W48','plan_nudge_2','done','2026-11-27T12:00:00Z');
INSERT INTO moment VALUES(4,'2026-W48','plan_open','done','2026-11-26T12:00:00Z');
INSERT INTO moment VALUES(4,'2026-W48','report_due','done','2026-11-27T14:30:00Z');
INSERT INTO moment VALUES(4,'2026-W48','report_nudge_1','done','2026-11-27T13:30:00Z');
INSERT INTO moment VALUES(4,'2026-W48','report_open','done','2026-11-27T11:00:00Z');
INSERT INTO moment VALUES(4,'2026-W49','agenda','done','2026-11-30T07:00:00Z');
INSERT INTO moment VALUES(4,'2026-W49','approval_due','done','2026-11-30T09:00:00Z');
INSERT INTO moment VALUES(4,'2026-W49','approval_nudge_1','done','2026-11-30T06:00:00Z');
INSERT INTO moment VALUES(4,'2026-W49','climb_2','done','2026-12-01T09:00:00Z');
INSERT INTO moment VALUES(4,'2026-W49','climb_3','done','2026-12-02T09:00:00Z');
CREATE TABLE hidden_hint (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    kind            TEXT    NOT NULL CHECK (kind IN
                        ('vague', 'missing', 'unverifiable', 'big', 'preparation', 'planning', 'unlinked')),
    -- Of the task, as domain::plan::plain_title writes it; '' stands for every task.
    title           TEXT    NOT NULL,
    hidden_at       TEXT    NOT NULL,
    PRIMARY KEY (person_id, kind, title)
) STRICT, WITHOUT ROWID;
CREATE TABLE absence (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    from_day        TEXT    NOT NULL CHECK (from_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    to_day          TEXT    NOT NULL CHECK (to_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND to_day >= from_day),
    -- As it was typed.
    reason          TEXT    NOT NULL DEFAULT '',
    set_at          TEXT    NOT NULL
) STRICT;
INSERT INTO absence VALUES(1,6,'2026-11-30','2026-12-01','конференция','2026-11-25T08:00:00Z');
CREATE TABLE asked_on_return (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    asked_at        TEXT    NOT NULL,
    PRIMARY KEY (person_id, week)
) STRICT, WITHOUT ROWID;
CREATE TABLE goal (
    id              INTEGER PRIMARY KEY,
    -- Stable name in company.toml; NULL: made in chat.
    key             TEXT    UNIQUE,
    -- What tasks name it by, without '#'. No two open goals have the same, whatever the case; the program sees to it.
    tag             TEXT    NOT NULL,
    title           TEXT    NOT NULL,
    level           TEXT    NOT NULL CHECK (level IN ('strategic', 'tactical')),
    parent_id       INTEGER REFERENCES goal (id),
    owner_id        INTEGER REFERENCES person (id),
    -- The last day, '2027-03-31'.
    due             TEXT    CHECK (due IS NULL OR due GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    position        INTEGER NOT NULL,
    state           TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    -- Who wrote it in chat.
    made_by         INTEGER REFERENCES person (id),
    made_at         TEXT    NOT NULL,
    -- Who closed it; NULL where it is open or the file closed it.
    closed_by       INTEGER REFERENCES person (id),
    closed_at       TEXT,
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
) STRICT;
INSERT INTO goal VALUES(1,'growth','рост','Выручка ×2 к 2030 году','strategic',NULL,NULL,NULL,0,'open',NULL,'2026-11-19T11:00:00Z',NULL,NULL);
INSERT INTO goal VALUES(2,'webinars','вебинары','6 вебинаров, 200 заявок','tactical',1,1,'2027-03-31',1,'open',NULL,'2026-11-19T11:00:00Z',NULL,NULL);
INSERT INTO goal VALUES(3,'renewals','продления','9 из 10 клиентов продлевают договор','tactical',1,5,'2027-06-30',2,'open',NULL,'2026-11-19T11:00:00Z',NULL,NULL);
INSERT INTO goal VALUES(4,'partners','партнёры','10 партнёров приводят клиентов','tactical',1,4,'2026-10-31',3,'open',NULL,'2026-11-19T11:00:00Z',NULL,NULL);
CREATE TABLE goal_milestone (
    goal_id         INTEGER NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
    month           TEXT    NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    text            TEXT    NOT NULL,
    done_at         TEXT,
    done_by         INTEGER REFERENCES person (id),
    PRIMARY KEY (goal_id, month)
) STRICT, WITHOUT ROWID;
INSERT INTO goal_milestone VALUES(2,'2026-11','первый вебинар готов',NULL,NULL);
INSERT INTO goal_milestone VALUES(4,'2026-10','договоры с двумя партнёрами',NULL,NULL);
CREATE TABLE regular (
    -- Drafts remember it by this number, so it is never given twice.
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    title           TEXT    NOT NULL,
    deliverable     TEXT,
    minutes         INTEGER CHECK (minutes BETWEEN 0 AND 10080),
    goal            TEXT,
    period          TEXT    NOT NULL CHECK (period IN ('weekly', 'biweekly', 'monthly')),
    -- The first week it is planned for; every other week counts from here.
    since           TEXT    NOT NULL CHECK (since GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    paused          INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1))
) STRICT;
INSERT INTO regular VALUES(1,1,'Отчёт по каналам','таблица у Ольги',120,NULL,'weekly','2026-W49',0);
INSERT INTO regular VALUES(2,1,'Написать недельный план','план утверждён',30,NULL,'weekly','2026-W49',0);
CREATE TABLE inbox (
    person_id       INTEGER PRIMARY KEY REFERENCES person (id),
    -- The plan it has turned into; NULL: the list.
    open_plan       INTEGER REFERENCES plan (id) ON DELETE SET NULL,
    -- When the person was last rung for a new plan, or looked.
    heard_at        TEXT    NOT NULL,
    -- When a notice of what came since goes out; NULL: nothing came.
    notice_at       TEXT
) STRICT;
INSERT INTO inbox VALUES(2,NULL,'2026-11-27T11:05:00Z',NULL);
INSERT INTO inbox VALUES(4,NULL,'2026-11-27T13:00:00Z',NULL);
INSERT INTO inbox VALUES(5,NULL,'2026-11-27T13:00:00Z',NULL);
INSERT INTO inbox VALUES(7,NULL,'2026-11-27T13:00:00Z',NULL);
CREATE TABLE clean_offer (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    plans           TEXT    NOT NULL CHECK (json_valid(plans))
) STRICT;
CREATE TABLE plan_mark (
    plan_id         INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    version         INTEGER NOT NULL,
    position        INTEGER NOT NULL,
    mark            TEXT    NOT NULL CHECK (json_valid(mark)),
    PRIMARY KEY (plan_id, version, position)
) STRICT, WITHOUT ROWID;
INSERT INTO plan_mark VALUES(1,1,0,'{"line":{"target":{"metric":"leads","value":"120"}},"reason":"откуда возьмутся?"}');
CREATE TABLE plan_remark (
    id              INTEGER PRIMARY KEY,
    plan_id         INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    version         INTEGER NOT NULL,
    who             INTEGER NOT NULL REFERENCES person (id),
    whom            INTEGER NOT NULL REFERENCES person (id),
    at              TEXT    NOT NULL,
    text            TEXT    NOT NULL
) STRICT;
INSERT INTO plan_remark VALUES(1,8,1,2,1,'2026-11-27T12:00:00Z','Вебинар точно в среду?');
CREATE TABLE deputy (
    id              INTEGER PRIMARY KEY,
    manager_id      INTEGER NOT NULL REFERENCES person (id),
    person_id       INTEGER NOT NULL REFERENCES person (id),
    from_day        TEXT    CHECK (from_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    to_day          TEXT    CHECK (to_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND to_day >= from_day),
    named_at        TEXT    NOT NULL,
    CHECK ((from_day IS NULL) = (to_day IS NULL)),
    CHECK (manager_id <> person_id)
) STRICT;
CREATE TABLE plan_holder (
    plan_id         INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    version         INTEGER NOT NULL,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    holds           INTEGER NOT NULL CHECK (holds IN (0, 1)),
    told_at         TEXT    NOT NULL,
    PRIMARY KEY (plan_id, version, person_id)
) STRICT, WITHOUT ROWID;
INSERT INTO plan_holder VALUES(1,1,2,1,'2026-11-19T12:10:00Z');
INSERT INTO plan_holder VALUES(1,2,2,1,'2026-11-19T12:40:00Z');
INSERT INTO plan_holder VALUES(2,1,7,1,'2026-11-19T14:30:00Z');
INSERT INTO plan_holder VALUES(3,1,4,1,'2026-11-20T10:00:00Z');
INSERT INTO plan_holder VALUES(4,1,7,1,'2026-11-19T14:30:00Z');
INSERT INTO plan_holder VALUES(5,1,7,1,'2026-11-20T09:20:00Z');
INSERT INTO plan_holder VALUES(6,1,5,1,'2026-11-20T13:20:00Z');
INSERT INTO plan_holder VALUES(7,1,7,1,'2026-11-19T14:30:00Z');
INSERT INTO plan_holder VALUES(8,1,2,1,'2026-11-27T11:05:00Z');
CREATE TABLE IF NOT EXISTS "plan_event" (
    id              INTEGER PRIMARY KEY,
    plan_id         INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    version         INTEGER NOT NULL,
    what            TEXT    NOT NULL CHECK (what IN ('submitted', 'amended', 'withdrawn', 'edited', 'approved', 'returned',
                                                     'reopened')),
    who             INTEGER NOT NULL REFERENCES person (id),
    at              TEXT    NOT NULL,
    reason          TEXT,
    document        TEXT    CHECK (document IS NULL OR json_valid(document))
) STRICT;
INSERT INTO plan_event VALUES(1,1,1,'submitted',1,'2026-11-19T12:10:00Z',NULL,'{"targets":[{"metric":"leads","value":"120","source":22},{"metric":"traffic","value":"15000","source":22}],"tasks":[{"uid":2,"title":"Запустить лендинг «Ритейл»","deliverable":"страница опубликована","minutes":360,"origin":"new","source":22},{"uid":3,"title":"Подготовить вебинар","deliverable":"программа и 3 спикера подтверждены","minutes":300,"goal":"вебинары","origin":"new","source":22},{"uid":4,"title":"Статья про кейс «Вектор»","deliverable":"согласована клиентом и стоит в блоге","minutes":420,"origin":"new","source":22},{"uid":5,"title":"Отчёт по каналам","deliverable":"таблица у Ольги","minutes":120,"origin":"new","source":22},{"uid":6,"title":"Написать недельный план","deliverable":"план утверждён","minutes":30,"origin":"new","source":22}],"last_uid":6}');
INSERT INTO plan_event VALUES(2,1,1,'returned',2,'2026-11-19T12:25:00Z','Лендинг: что именно будет работать к пятнице?',NULL);
INSERT INTO plan_event VALUES(3,1,2,'submitted',1,'2026-11-19T12:40:00Z',NULL,'{"targets":[{"metric":"leads","value":"120","source":22},{"metric":"traffic","value":"15000","source":22}],"tasks":[{"uid":2,"title":"Запустить лендинг «Ритейл»","deliverable":"страница открыта, форма принимает заявки, первая заявка дошла до CRM","minutes":360,"origin":"new","source":22},{"uid":3,"title":"Подготовить вебинар","deliverable":"программа и 3 спикера подтверждены","minutes":300,"goal":"вебинары","origin":"new","source":22},{"uid":4,"title":"Статья про кейс «Вектор»","deliverable":"согласована клиентом и стоит в блоге","minutes":420,"origin":"new","source":22},{"uid":5,"title":"Отчёт по каналам","deliverable":"таблица у Ольги","minutes":120,"origin":"new","source":22},{"uid":6,"title":"Написать недельный план","deliverable":"план утверждён","minutes":30,"origin":"new","source":22}],"last_uid":6}');
INSERT INTO plan_event VALUES(4,1,2,'approved',2,'2026-11-19T12:40:00Z',NULL,NULL);
INSERT INTO plan_event VALUES(5,2,1,'submitted',2,'2026-11-19T14:30:00Z',NULL,'{"targets":[{"metric":"qualified_leads","value":"52","source":33},{"metric":"spend","value":"27000","source":33}],"tasks":[{"uid":1,"title":"Пересобрать рекламу на «Ритейл»","deliverable":"3 кампании запущены, цена лида видна в таблице","minutes":480,"goal":"рост","origin":"new","source":33},{"uid":2,"title":"Встретиться с продажами о качестве лидов","deliverable":"список из 5 признаков плохого лида","minutes":180,"origin":"new","source":33},{"uid":3,"title":"Планы и отчёты отдела","deliverable":"все планы решены до понедельника","minutes":240,"origin":"new","source":33}],"last_uid":3}');
INSERT INTO plan_event VALUES(6,4,1,'submitted',4,'2026-11-19T14:30:00Z',NULL,'{"targets":[{"metric":"revenue","value":"1200000","source":35}],"tasks":[{"uid":1,"title":"Договор с «Вектором»","deliverable":"подписан обеими сторонами","minutes":300,"origin":"new","source":35},{"uid":2,"title":"Разобрать проигранные сделки квартала","deliverable":"3 причины с цифрами на планёрку","minutes":360,"origin":"new","source":35},{"uid":3,"title":"Собеседования","deliverable":"один кандидат выходит на пробный день","minutes":360,"origin":"new","source":35}],"last_uid":3}');
INSERT INTO plan_event VALUES(7,7,1,'submitted',7,'2026-11-19T14:30:00Z',NULL,'{"targets":[],"tasks":[{"uid":1,"title":"Бюджет на первый квартал","deliverable":"лимиты по отделам утверждены","minutes":600,"origin":"new","source":37},{"uid":2,"title":"Встреча с «Вектором»","deliverable":"понятно, продлевают ли на год","minutes":240,"origin":"new","source":37}],"last_uid":2}');
INSERT INTO plan_event VALUES(8,7,1,'approved',7,'2026-11-19T15:00:00Z',NULL,NULL);
INSERT INTO plan_event VALUES(9,2,1,'approved',7,'2026-11-19T15:00:00Z',NULL,NULL);
INSERT INTO plan_event VALUES(10,4,1,'approved',7,'2026-11-19T15:00:00Z',NULL,NULL);
INSERT INTO plan_event VALUES(11,5,1,'submitted',5,'2026-11-20T09:20:00Z',NULL,'{"targets":[{"metric":"retained","value":"14","source":45}],"tasks":[{"uid":1,"title":"Позвонить всем, у кого договор кончается в декабре","deliverable":"18 разговоров, решение по каждому","minutes":540,"goal":"продления","origin":"new","source":45},{"uid":2,"title":"Ответы на частые вопросы","deliverable":"10 статей открыты клиентам","minutes":480,"origin":"new","source":45}],"last_uid":2}');
INSERT INTO plan_event VALUES(12,5,1,'approved',7,'2026-11-20T09:20:00Z',NULL,NULL);
INSERT INTO plan_event VALUES(13,3,1,'submitted',3,'2026-11-20T10:00:00Z',NULL,'{"targets":[{"metric":"calls","value":"60","source":30},{"metric":"deals","value":"6","source":30}],"tasks":[{"uid":1,"title":"Презентация для «Альфы»","deliverable":"ответ клиента: да или нет","minutes":240,"origin":"new","source":30},{"uid":2,"title":"Созвон с Альфой","deliverable":"назначена дата пилота","minutes":180,"origin":"new","source":32},{"uid":3,"title":"Обзвонить базу выставки","deliverable":"60 разговоров в CRM, 10 встреч","minutes":720,"origin":"new","source":48}],"last_uid":3}');
INSERT INTO plan_event VALUES(14,6,1,'submitted',6,'2026-11-20T13:20:00Z',NULL,'{"targets":[{"metric":"answer_hours","value":"3.5","source":65}],"tasks":[{"uid":1,"title":"Разобрать хвост обращений","deliverable":"не осталось открытых старше 3 дней","minutes":720,"origin":"new","source":65},{"uid":2,"title":"Шаблоны ответов про интеграции","deliverable":"8 шаблонов в базе","minutes":300,"origin":"new","source":65}],"last_uid":2}');
INSERT INTO plan_event VALUES(15,6,1,'approved',5,'2026-11-20T13:20:00Z',NULL,NULL);
INSERT INTO plan_event VALUES(16,3,1,'approved',4,'2026-11-23T06:05:00Z',NULL,NULL);
INSERT INTO plan_event VALUES(17,8,1,'submitted',1,'2026-11-27T11:05:00Z',NULL,'{"targets":[{"metric":"leads","value":"133"},{"metric":"traffic","value":"14342"}],"tasks":[{"uid":2,"title":"Статья про кейс «Вектор»","deliverable":"согласована клиентом и стоит в блоге","minutes":120,"origin":"carried","seed":{"task":"статья про кейс «вектор»"},"carried_weeks":1},{"uid":4,"title":"Отчёт по каналам","deliverable":"таблица у Ольги","minutes":120,"origin":"regular","seed":{"regular":1}},{"uid":5,"title":"Написать недельный план","deliverable":"план утверждён","minutes":30,"origin":"regular","seed":{"regular":2}},{"uid":7,"title":"Провести вебинар","deliverable":"40 участников, 10 заявок","minutes":360,"goal":"вебинары","origin":"new","source":112},{"uid":8,"title":"Рассылка по базе «Ритейл»","deliverable":"письмо ушло, 25 % открытий","minutes":240,"origin":"new","source":112},{"uid":9,"title":"Статья про 1С","deliverable":"черновик у редактора","minutes":360,"origin":"new","source":112}],"last_uid":9}');
INSERT INTO plan_event VALUES(18,8,1,'approved',2,'2026-11-27T11:05:00Z',NULL,NULL);
CREATE TABLE report_event (
    id              INTEGER PRIMARY KEY,
    report_id       INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    what            TEXT    NOT NULL CHECK (what IN ('reopened')),
    who             INTEGER NOT NULL REFERENCES person (id),
    at              TEXT    NOT NULL,
    reason          TEXT    NOT NULL
) STRICT;
CREATE TABLE pulse (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    asked_at        TEXT    NOT NULL,
    -- NULL until there is an answer. All is well where it is there and the two below are empty.
    answered_at     TEXT,
    -- JSON array of the titles of tasks at risk, as domain::plan::plain_title writes them.
    risks           TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(risks)),
    -- What is at risk in the person's words, and the message they said it in.
    words           TEXT,
    source          INTEGER,
    PRIMARY KEY (person_id, week)
) STRICT, WITHOUT ROWID;
INSERT INTO pulse VALUES(1,'2026-W48','2026-11-25T09:00:00Z','2026-11-25T09:00:00Z','["подготовить вебинар","отчет по каналам","чего уже нет"]',NULL,NULL);
INSERT INTO pulse VALUES(1,'2026-W49','2026-12-02T09:00:00Z',NULL,'[]',NULL,NULL);
INSERT INTO pulse VALUES(2,'2026-W48','2026-11-25T09:00:00Z','2026-11-25T09:30:00Z','["планы и отчеты отдела"]','подрядчик молчит',90);
CREATE TABLE attachment (
    id              INTEGER PRIMARY KEY,
    -- As the person sees it.
    name            TEXT    NOT NULL,
    bytes           BLOB    NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "outbox" (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id         INTEGER NOT NULL,
    -- 0: an answer to somebody who waits; 1: a broadcast.
    lane            INTEGER NOT NULL CHECK (lane IN (0, 1)),
    kind            TEXT    NOT NULL CHECK (kind IN ('send', 'edit', 'delete', 'answer', 'react', 'menu', 'document')),
    -- The card this sends or edits; its message_id is filled in after 'send'.
    card_id         INTEGER REFERENCES card (id) ON DELETE SET NULL,
    -- JSON of storage::outbox::Payload.
    payload         TEXT    NOT NULL CHECK (json_valid(payload)),
    attachment_id   INTEGER REFERENCES attachment (id),
    -- Goes up when a queued edit is replaced by a newer one for the same card.
    revision        INTEGER NOT NULL DEFAULT 0,
    state           TEXT    NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'failed')),
    attempts        INTEGER NOT NULL DEFAULT 0,
    not_before      TEXT,
    created_at      TEXT    NOT NULL,
    done_at         TEXT,
    message_id      INTEGER,
    error           TEXT,
    CHECK ((kind = 'document') = (attachment_id IS NOT NULL))
) STRICT;
INSERT INTO outbox VALUES(200,1004,1,'send',37,'{"send":{"html":"📝 <b>План на 30 ноября – 4 декабря</b>\nСдать до пт 16:00. Согласует Дмитрий Орлов.\n\n<b>Показатели</b>\nВыручка: было 1 080 000 ₽, предлагаю 1 090 800 ₽\n\n<b>Задачи</b> · 17 из 24–28 ч\n1. Договор с «Вектором» · 5 ч · <i>перенос</i>\n    → подписан обеими сторонами\n2. Разобрать проигранные сделки квартала · 6 ч · <i>перенос</i>\n    → 3 причины с цифрами на планёрку\n3. Собеседования · 6 ч · <i>перенос</i>\n    → один кандидат выходит на пробный день\n\n<i>Что будет сделано к отчёту, уйдёт из переноса само.</i>\n\nЕщё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.","keyboard":[[{"t":"Отправить","d":"ps:11"}],[{"t":"Взять предложенное","d":"pt:11"}],[{"t":"Задачи","d":"et:11:0"},{"t":"🎯 Цели","d":"gp:11"}],[{"t":"На эту неделю","d":"pw:2026-W48"}]]}}',NULL,0,'sent',0,NULL,'2026-11-26T12:00:00Z','2026-11-26T12:00:00Z',92,NULL);
INSERT INTO outbox VALUES(220,1005,0,'delete',NULL,'{"delete":{"message_id":93}}',NULL,0,'sent',0,NULL,'2026-11-27T09:00:00Z','2026-11-27T09:00:00Z',NULL,NULL);
INSERT INTO outbox VALUES(240,1001,0,'answer',NULL,'{"answer":{"callback_id":"4000000000000000037","text":"Отчёт отправлен"}}',NULL,0,'sent',0,NULL,'2026-11-27T11:05:00Z','2026-11-27T11:05:00Z',NULL,NULL);
INSERT INTO outbox VALUES(260,1004,0,'edit',44,'{"edit":{"html":"✅ <b>Отчёт за 23–27 ноября отправлен</b>\nЕсли что-то не так, нажмите «Исправить». Сводка обновится сама.\n\n<b>Показатели</b>\nВыручка: 1 240 000 ₽ из 1 200 000 ₽ (+3 %)\n\n<b>Задачи</b>\n✅ 1. Договор с «Вектором» · 6 ч (план 5 ч)\n    → подписан\n✅ 2. Разобрать проигранные сделки квартала · 6 ч\n✖️ 3. Собеседования · 0 ч (план 6 ч)\n    → кандидаты отказались от пробного дня\n\n<b>Для всех</b>\nНужно: от маркетинга презентация для ритейла\n","keyboard":[[{"t":"Исправить","d":"rc:2026-W48"}]]}}',NULL,0,'sent',0,NULL,'2026-11-27T11:05:00Z','2026-11-27T11:05:00Z',106,NULL);
INSERT INTO outbox VALUES(280,1007,0,'send',40,'{"send":{"html":"📝 <b>План на 30 ноября – 4 декабря</b>\nСдать до пт 16:00. Других администраторов нет: план согласуете сами.\n\n<b>Задачи</b> · 0 из 24–28 ч\nпока нет\n\nДопишите задачи строками:\n<i>что сделать =&gt; чем закончится ~ сколько часов</i>","keyboard":[[{"t":"Отправить","d":"ps:14"}],[{"t":"На эту неделю","d":"pw:2026-W48"}]]}}',NULL,0,'sent',0,NULL,'2026-11-27T11:05:00Z','2026-11-27T11:05:00Z',124,NULL);
INSERT INTO outbox VALUES(300,1003,0,'delete',NULL,'{"delete":{"message_id":105}}',NULL,0,'sent',0,NULL,'2026-11-27T13:30:00Z','2026-11-27T13:30:00Z',NULL,NULL);
INSERT INTO outbox VALUES(320,1003,0,'delete',NULL,'{"delete":{"message_id":126}}',NULL,0,'sent',0,NULL,'2026-11-27T15:25:00Z','2026-11-27T15:25:00Z',NULL,NULL);
CREATE TABLE past_definition (
    what            TEXT    NOT NULL CHECK (what IN ('metric', 'team', 'person')),
    -- The metric's key, the team's or the person's id.
    subject         TEXT    NOT NULL,
    until           TEXT    NOT NULL CHECK (until GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    -- JSON: a domain::company::Metric, or a list of metric keys.
    document        TEXT    NOT NULL CHECK (json_valid(document)),
    PRIMARY KEY (what, subject, until)
) STRICT, WITHOUT ROWID;
INSERT INTO past_definition VALUES('team','1','2026-W48','["leads","cac"]');
CREATE TABLE target_override (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    target          TEXT    NOT NULL,
    note            TEXT    NOT NULL,
    set_by          INTEGER NOT NULL REFERENCES person (id),
    set_at          TEXT    NOT NULL,
    PRIMARY KEY (person_id, metric_key, week)
) STRICT, WITHOUT ROWID;
CREATE TABLE given_actual (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    value           TEXT    NOT NULL,
    -- The source's name in planerka.toml; NULL: a file.
    source          TEXT,
    -- Why the author's number differs.
    note            TEXT,
    noted_at        TEXT,
    given_at        TEXT    NOT NULL,
    PRIMARY KEY (person_id, metric_key, week)
) STRICT, WITHOUT ROWID;
INSERT INTO given_actual VALUES(1,'leads','2026-W48','129','CRM','две заявки пришли по телефону','2026-11-27T11:06:00Z','2026-11-27T10:50:00Z');
CREATE TABLE actual_event (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    -- NULL: there was none.
    before          TEXT,
    after           TEXT    NOT NULL,
    -- The source's name; NULL: a file.
    source          TEXT,
    -- Who sent the file; NULL: a source, or the command line.
    who             INTEGER REFERENCES person (id),
    at              TEXT    NOT NULL,
    -- Cards and digests that show it have followed, its author knows.
    told            INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1))
) STRICT;
INSERT INTO actual_event VALUES(1,1,'traffic','2026-W48','14100','14200',NULL,NULL,'2026-11-27T11:00:00Z',1);
CREATE TABLE incoming_file (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    -- What Telegram calls it, and what the person does.
    file_id         TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    -- The week its caption names.
    week            TEXT    CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    attempts        INTEGER NOT NULL DEFAULT 0,
    not_before      TEXT    NOT NULL
) STRICT;
CREATE TABLE source_pull (
    source          TEXT    NOT NULL,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    state           TEXT    NOT NULL CHECK (state IN ('again', 'done', 'failed')),
    attempts        INTEGER NOT NULL,
    -- When to ask again; no meaning where it is done or given up.
    not_before      TEXT    NOT NULL,
    -- JSON of domain::source::Trouble, where it was given up.
    trouble         TEXT    CHECK (trouble IS NULL OR json_valid(trouble)),
    PRIMARY KEY (source, person_id, metric_key, week)
) STRICT, WITHOUT ROWID;
CREATE TABLE metric_reason (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    reason          TEXT    NOT NULL,
    -- The message that said so; NULL where a button did.
    source          INTEGER,
    PRIMARY KEY (person_id, metric_key, week)
) STRICT, WITHOUT ROWID;
INSERT INTO metric_reason VALUES(3,'calls','2026-W48','короткая неделя',140);
CREATE TABLE evidence (
    id              INTEGER PRIMARY KEY,
    task_id         INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    kind            TEXT    NOT NULL CHECK (kind IN ('photo', 'document')),
    file_id         TEXT    NOT NULL,
    -- The same for the same file, however often it is sent.
    unique_id       TEXT    NOT NULL,
    -- Pictures sent together share it; NULL for one alone.
    album           TEXT,
    UNIQUE (task_id, unique_id)
) STRICT;
CREATE TABLE doubted (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    metric_key      TEXT    NOT NULL REFERENCES metric (key),
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    value           TEXT    NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('asked', 'right')),
    PRIMARY KEY (person_id, metric_key, week, value)
) STRICT, WITHOUT ROWID;
INSERT INTO doubted VALUES(3,'calls','2026-W48','5200','right');
CREATE TABLE report_message (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    message         INTEGER NOT NULL,
    week            TEXT    NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    -- JSON object: metric key and the value the message gave it.
    said            TEXT    NOT NULL CHECK (json_valid(said)),
    PRIMARY KEY (person_id, message)
) STRICT, WITHOUT ROWID;
INSERT INTO report_message VALUES(1,56,'2026-W47','{"leads":"118","traffic":"14100"}');
INSERT INTO report_message VALUES(1,110,'2026-W48','{"leads":"131","traffic":"14200"}');
INSERT INTO report_message VALUES(2,57,'2026-W47','{"qualified_leads":"49","spend":"27500"}');
INSERT INTO report_message VALUES(2,115,'2026-W48','{"qualified_leads":"52","spend":"27480"}');
INSERT INTO report_message VALUES(3,58,'2026-W47','{"calls":"55","deals":"5"}');
INSERT INTO report_message VALUES(3,137,'2026-W48','{"calls":"52","deals":"6"}');
INSERT INTO report_message VALUES(4,59,'2026-W47','{"revenue":"1080000"}');
INSERT INTO report_message VALUES(4,117,'2026-W48','{"revenue":"1240000"}');
INSERT INTO report_message VALUES(5,60,'2026-W47','{"retained":"13"}');
INSERT INTO report_message VALUES(5,119,'2026-W48','{"retained":"12"}');
INSERT INTO report_message VALUES(6,61,'2026-W47','{"answer_hours":"4.2"}');
INSERT INTO report_message VALUES(6,121,'2026-W48','{"answer_hours":"3.2"}');
INSERT INTO report_message VALUES(7,123,'2026-W48','{}');
CREATE TABLE past_team (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    until           TEXT    NOT NULL CHECK (until GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    -- NULL: not in the company.
    team_id         INTEGER REFERENCES team (id),
    PRIMARY KEY (person_id, until)
) STRICT, WITHOUT ROWID;
INSERT INTO past_team VALUES(3,'2026-W47',1);
INSERT INTO past_team VALUES(6,'2026-W48',2);
CREATE TABLE hypothesis (
    -- People call it by this number: it is never given twice.
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    statement       TEXT    NOT NULL,
    effect          TEXT,
    product         TEXT,
    segment         TEXT,
    channel         TEXT,
    -- Decimal text, in the company's currency.
    budget          TEXT,
    -- Days, 2026-12-24.
    start_on        TEXT    NOT NULL CHECK (start_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    review_on       TEXT    NOT NULL CHECK (review_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    owner_id        INTEGER NOT NULL REFERENCES person (id),
    made_by         INTEGER NOT NULL REFERENCES person (id),
    made_at         TEXT    NOT NULL,
    state           TEXT    NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'worked', 'failed', 'dropped')),
    verdict         TEXT,
    closed_by       INTEGER REFERENCES person (id),
    closed_at       TEXT,
    CHECK ((state = 'running') = (closed_at IS NULL)),
    CHECK (state NOT IN ('worked', 'failed') OR verdict IS NOT NULL)
) STRICT;
INSERT INTO hypothesis VALUES(1,'Видео с отзывом на лендинге «Ритейл»','Лиды +10 %',NULL,NULL,'сайт','30000','2026-11-25','2026-12-25',1,2,'2026-11-25T08:00:00Z','running',NULL,NULL,NULL);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('outbox',331);
INSERT INTO sqlite_sequence VALUES('regular',2);
INSERT INTO sqlite_sequence VALUES('hypothesis',1);
CREATE INDEX card_by_message ON card (chat_id, message_id);
CREATE INDEX card_by_key ON card (key);
CREATE INDEX plan_waiting ON plan (submitted_at) WHERE state = 'submitted';
CREATE INDEX plan_by_week ON plan (week);
CREATE INDEX actual_by_week ON actual (week);
CREATE INDEX note_by_week ON note (week);
CREATE INDEX absence_by_person ON absence (person_id, from_day);
CREATE INDEX decision_open ON decision (sync_id) WHERE state = 'open';
CREATE INDEX decision_by_owner ON decision (owner_id) WHERE state = 'open';
CREATE INDEX regular_by_person ON regular (person_id);
CREATE INDEX task_by_regular ON task (regular_id) WHERE regular_id IS NOT NULL;
CREATE INDEX task_by_decision ON task (decision_id) WHERE decision_id IS NOT NULL;
CREATE INDEX inbox_by_open_plan ON inbox (open_plan) WHERE open_plan IS NOT NULL;
CREATE INDEX inbox_by_notice ON inbox (notice_at) WHERE notice_at IS NOT NULL;
CREATE INDEX clean_offer_by_person ON clean_offer (person_id);
CREATE INDEX plan_remark_by_plan ON plan_remark (plan_id);
CREATE INDEX deputy_by_manager ON deputy (manager_id);
CREATE INDEX report_event_by_report ON report_event (report_id);
CREATE INDEX pulse_by_week ON pulse (week);
CREATE INDEX outbox_queued ON outbox (lane, id) WHERE state = 'queued';
CREATE UNIQUE INDEX outbox_one_edit ON outbox (card_id) WHERE kind = 'edit' AND state = 'queued';
CREATE INDEX outbox_by_card ON outbox (card_id);
CREATE INDEX outbox_by_attachment ON outbox (attachment_id) WHERE attachment_id IS NOT NULL;
CREATE INDEX target_override_by_week ON target_override (week);
CREATE INDEX actual_event_untold ON actual_event (id) WHERE told = 0;
CREATE INDEX actual_event_by_person ON actual_event (person_id, week);
CREATE INDEX metric_reason_by_week ON metric_reason (week);
CREATE INDEX evidence_by_album ON evidence (album) WHERE album IS NOT NULL;
CREATE UNIQUE INDEX doubted_one_question ON doubted (person_id, metric_key, week) WHERE state = 'asked';
CREATE INDEX plan_event_by_version ON plan_event (plan_id, version);
CREATE INDEX report_by_week ON report (week);
COMMIT;
