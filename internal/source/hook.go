package source

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
)

// Hooks is the folder of the hooks of the repository that a folder lies in. own
// says that it is git's own; else the repository's configuration names another,
// which a tool for hooks keeps.
func Hooks(dir string) (folder string, own bool, err error) {
	g, err := openGit(dir)
	if err != nil {
		return "", false, err
	}
	// Of the repository's configuration alone: our own settings say that there are
	// no hooks.
	if named, err := g.run(context.Background(), nil, "config", "--local", "--get", "core.hooksPath"); err == nil {
		if p := strings.TrimSpace(string(named)); p != "" {
			return absIn(g.top, p), false, nil
		}
	}
	common, err := g.run(context.Background(), nil, "rev-parse", "--git-common-dir")
	if err != nil {
		return "", false, fmt.Errorf("find the hooks of %s: %w", escape(dir), err)
	}
	return filepath.Join(absIn(g.top, string(common)), "hooks"), true, nil
}
