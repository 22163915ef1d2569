package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/change"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/picture"
	"github.com/nhivet/nhivet/internal/scan"
	"github.com/spf13/cobra"
)

// comparisons are the forms of a diff, in the order of the help.
var comparisons = []struct {
	name  string
	write func(io.Writer, *change.Changes) error
}{{"text", change.Text}, {"markdown", change.Markdown}, {"json", change.JSON}}

// workTree is how the files as they are is called among revisions.
const workTree = "work tree"

func diffCommand() *cobra.Command {
	var f scanFlags
	var form, output, failOn string
	var forms []string
	for _, c := range comparisons {
		forms = append(forms, c.name)
	}
	c := &cobra.Command{
		Use:   "diff BASE [HEAD]",
		Short: "Say what changed for identities between two revisions",
		Long: `Say what changed for identities between two revisions of the repository that the current folder is in, or from a revision to the work tree:
new and gone agents, grants and findings, wider grants, longer lives, new sharing, approval and audit that are gone. Moved and renamed files are no change.

Both sides are judged by the .nhivet.yaml of BASE, and what HEAD ignores for the first time counts: a change cannot excuse itself. Nothing is checked out and nothing is run but git.

Exit codes: 0 no new finding at or above --fail-on, 1 there is one, 2 it could not be told.`,
		Example: `  nhivet diff origin/main
  nhivet diff "$(git merge-base origin/main HEAD)" HEAD --format markdown`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(c *cobra.Command, args []string) error {
			i := slices.Index(forms, form)
			if i < 0 {
				return fmt.Errorf("--format %q: want %s", form, strings.Join(forms, ", "))
			}
			level, err := threshold(failOn)
			if err != nil {
				return err
			}
			o, err := f.options(c, nil)
			if err != nil {
				return err
			}
			stop := progress(c.ErrOrStderr())
			defer stop()
			secrets := map[string]int{}
			base, configured, err := side(c, o, args[0], secrets)
			if err != nil {
				return err
			}
			if failOn == "" && configured != "" {
				level = configured
			}
			// A change cannot excuse itself by its own configuration.
			o.ConfigAt = args[0]
			head := change.Input{}
			if len(args) == 2 {
				head, _, err = side(c, o, args[1], secrets)
			} else {
				head, _, err = side(c, o, "", secrets)
			}
			if err != nil {
				return err
			}
			changes := change.Compare(base, head)
			if err := to(c.OutOrStdout(), output, func(w io.Writer) error { return comparisons[i].write(w, changes) }); err != nil {
				return err
			}
			if level != nhi.None && changes.Fails(func(x change.Change) bool { return x.Level.Rank() >= level.Rank() }) {
				return exitError(exitFindings)
			}
			return nil
		},
	}
	c.Flags().StringVar(&f.now, "now", "", "judge expiry on this date (2006-01-02); default SOURCE_DATE_EPOCH, else today")
	c.Flags().StringVar(&form, "format", "text", strings.Join(forms, ", "))
	c.Flags().StringVarP(&output, "output", "o", "", "where it goes (default standard output)")
	c.Flags().StringVar(&failOn, "fail-on", "", "exit 1 for new findings from this level on: error, warning, note or never (default warning)")
	return offer(c, forms...)
}

// side reads a revision, or the work tree where none is named, and the level that
// its configuration fails on. It numbers the secrets that both sides may have.
func side(c *cobra.Command, o scan.Options, revision string, secrets map[string]int) (change.Input, nhi.Level, error) {
	in := change.Input{Revision: revision, Secrets: map[string]int{}}
	o.Revision = revision
	if revision == "" {
		o.Tree, in.Revision = true, workTree
	}
	result, err := scan.Run(c.Context(), o)
	if err != nil {
		return in, "", err
	}
	in.Picture = picture.New(result.Inventory, result.Report, picture.Options{All: true, Ignored: true})
	written := map[nhi.Span]bool{}
	for _, s := range result.Report.Secrets {
		written[s] = true
	}
	for n, f := range result.Report.Findings { // all of them are in the picture
		if text := f.At.Text(); written[f.At] && text != "" {
			if secrets[text] == 0 {
				secrets[text] = len(secrets) + 1
			}
			in.Secrets[in.Picture.Findings[n].ID] = secrets[text]
		}
	}
	return in, result.Config.FailOn, nil
}
