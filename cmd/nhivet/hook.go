package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/nhivet/nhivet/internal/report"
	"github.com/nhivet/nhivet/internal/source"
	"github.com/spf13/cobra"
)

// hookScript is the hook for git without a tool for hooks. A commit made where
// nhivet is not installed goes on, and says so.
const hookScript = `#!/bin/sh
# Written by "nhivet install-hook". Take this file away to be rid of it.
if ! command -v nhivet >/dev/null 2>&1; then
	echo 'nhivet is not on the path: the commit is not scanned' >&2
	exit 0
fi
exec ` + hookLine + "\n"

// hookLine is the command of the hook.
const hookLine = "nhivet scan --staged"

func installHookCommand() *cobra.Command {
	return &cobra.Command{
		Use: "install-hook", Short: "Have git run nhivet before each commit", Args: cobra.NoArgs,
		Long: `Write the pre-commit hook of the repository of the current folder. A hook that is there is left alone: add the line "` + hookLine + `" to it.
With pre-commit, use the hook of .pre-commit-hooks.yaml instead.`,
		RunE: func(c *cobra.Command, _ []string) error {
			folder, own, err := source.Hooks(".")
			if err != nil {
				return err
			}
			shown := report.Clean(folder)
			if !own {
				return fmt.Errorf("the hooks of this repository are in %s (core.hooksPath): add the line %q to its pre-commit", shown, hookLine)
			}
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return fmt.Errorf("write the hook: %w", err)
			}
			// Never over what is there.
			name := filepath.Join(folder, "pre-commit")
			f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o755)
			if errors.Is(err, fs.ErrExist) {
				return there(c, name)
			}
			if err != nil {
				return fmt.Errorf("write the hook: %w", err)
			}
			_, err = f.WriteString(hookScript)
			if e := f.Close(); err == nil {
				err = e
			}
			if err != nil {
				return fmt.Errorf("write the hook: %w", err)
			}
			fmt.Fprintf(c.OutOrStdout(), "%s runs %q before each commit\n", report.Clean(name), hookLine)
			return nil
		},
	}
}

// there says what to do with a hook that is there.
func there(c *cobra.Command, name string) error {
	text, err := source.ReadSmall(name)
	if err == nil && strings.Contains(string(text), hookLine) {
		fmt.Fprintf(c.OutOrStdout(), "%s runs it already\n", report.Clean(name))
		return nil
	}
	return fmt.Errorf("%s is there already: add the line %q to it", report.Clean(name), hookLine)
}
