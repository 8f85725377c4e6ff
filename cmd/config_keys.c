/*
 * The keys that kam reads: for completion and the manual.
 */
#include "engine.h"

const struct cmd_config_key cmd_config_known[] = {
	{ "alias.", N_("alias.NAME: the words that NAME stands for") },
	{ "color.ui", N_("when to colour: always, never, auto") },
	{ "core.ambiguous", N_("wide where a terminal shows ± or → in two "
			       "columns") },
	{ "core.editor", N_("the editor for texts; else VISUAL, EDITOR, vi") },
	{ "core.language", N_("what kam speaks: zh, en; else that of the "
			      "locale") },
	{ "core.pager", N_("what long output is read in; cat for none") },
	{ "mail.ca-file", N_("certificates that vouch for the SMTP server; "
			     "else the system's") },
	{ "mail.from", N_("who mail comes from: Li Lei <li@firm.test>; else "
			  "user.name and user.email") },
	{ "mail.host", N_("the SMTP server") },
	{ "mail.language", N_("the language of mail to readers of whom none "
			      "is known: zh, en") },
	{ "mail.password-command", N_("a command that prints the password") },
	{ "mail.password-file", N_("a file with the password, that nobody "
				   "else may read") },
	{ "mail.port", N_("the server's port; else 587, with tls 465") },
	{ "mail.sendmail", N_("the program that takes mail, with arguments; "
			      "else /usr/sbin/sendmail") },
	{ "mail.timeout", N_("how many seconds one message may take; else "
			     "120") },
	{ "mail.tls", N_("starttls, tls from the first byte, or none; else "
			 "starttls") },
	{ "mail.transport", N_("sendmail or smtp; else smtp where mail.host "
			       "is set") },
	{ "mail.user", N_("who logs in to the server") },
	{ "remind.escalate-after", N_("how many working days late goes to the "
				      "account's owner too; else 5") },
	{ "remind.escalate-further", N_("how many working days late goes to "
					"remind.escalate-to; else 10") },
	{ "remind.escalate-to", N_("members and addresses, parted by commas") },
	{ "remind.quiet", N_("hours in which reminders rest: 19:00-08:00") },
	{ "remind.within", N_("how many working days ahead to remind; else "
			      "3") },
	{ "safe.register", N_("a folder of another's whose register is "
			      "trusted") },
	{ "use.account", N_("the account to work on; kam use sets it") },
	{ "use.project", N_("the project to work on; kam use sets it") },
	{ "user.email", N_("your address: who changed what, and 'me'") },
	{ "user.name", N_("your name: who changed what") },
	{ NULL, NULL },
};
