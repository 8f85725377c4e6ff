/*
 * kam init --shared=group: a folder for several people, who are a group of the
 * system's. The group is that of the folder in which .kam is made.
 */
#include "engine.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *group_name(struct cmd *c, gid_t id)
{
	const struct group *group = getgrgid(id);
	const char *name =
	    group ? kam_arena_strdup(&c->arena, group->gr_name)
		  : kam_arena_printf(&c->arena, "%lu", (unsigned long)id);

	return name ? name : "?";
}

int cmd_share_folder(struct cmd *c, const char *folder, const char *above,
		     struct kam_err *err)
{
	struct stat info;

	if (stat(above, &info))
		return kam_fail(err, KAM_EIO, _("cannot look at '%s': %s"),
				above, kam_errno_text(errno));
	if (chown(folder, (uid_t)-1, info.st_gid)) {
		kam_fail(err, KAM_EACCESS,
			 _("'%s' is of the group '%s', in which you are not"),
			 above, group_name(c, info.st_gid));
		kam_hint(err, _("chgrp GROUP '%s'"), above);
		return err->code;
	}
	/* what is made in it later is the group's too, whatever the umask */
	if (chmod(folder, 02770))
		return kam_fail(err, KAM_ECREATE, _("cannot create '%s': %s"),
				folder, kam_errno_text(errno));
	return 0;
}

/* Systems give each user a group of their own. */
static int is_own_group(gid_t id)
{
	const struct group *group = getgrgid(id);
	const struct passwd *user = getpwuid(geteuid());

	return group && user && user->pw_gid == id && !group->gr_mem[0] &&
	       !strcmp(group->gr_name, user->pw_name);
}

const char *cmd_share_advise(struct cmd *c, const char *above)
{
	const char *group;
	struct stat info;

	if (stat(above, &info))
		return NULL;
	group = group_name(c, info.st_gid);
	if (is_own_group(info.st_gid))
		cmd_warn(c,
			 _("nobody else is in the group '%s': chgrp -R GROUP "
			   "'%s'"),
			 group, above);
	else if (!(info.st_mode & (S_IXGRP | S_IXOTH)))
		cmd_warn(c, _("the group '%s' cannot get in: chmod g+rx '%s'"),
			 group, above);
	else
		cmd_say(c,
			_("each of the group '%s', once: kam config --add "
			  "safe.register %s"),
			group, above);
	return group;
}
