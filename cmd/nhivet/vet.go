package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/nhivet/nhivet/internal/scan"
	"github.com/spf13/cobra"
)

// vetCommand judges Go packages one by one, as go vet does, with the reports of a
// scan. It does not go by go vet, whose diagnostics have no level, no end and no
// related places outside of their package, and which refuses a package that does not
// compile; what a function in another module does with a credential is for go vet
// -vettool.
func vetCommand() *cobra.Command {
	f := scanFlags{golang: "types"}
	var failOn string
	var verbose bool
	var formats formats
	c := &cobra.Command{
		Use:   "vet [PACKAGE…]",
		Short: "Judge Go packages one by one, with the types of what they import",
		Long: `Read Go packages (./... without any) with the types of what they import, for which the go command
compiles those, and report what is wrong in them.

A package is a folder, ./agents, or a folder and all below it, ./agents/...`,
		Example: `  nhivet vet ./...
  nhivet vet --format sarif --output nhivet.sarif ./agents/...`,
		RunE: func(c *cobra.Command, args []string) error {
			paths, err := packagePaths(args)
			if err != nil {
				return err
			}
			o, err := f.options(c, paths)
			if err != nil {
				return err
			}
			o.Packages = true
			o.Fixes = formats.has("sarif")
			threshold, err := threshold(failOn)
			if err != nil {
				return err
			}
			if err := formats.finish(); err != nil {
				return err
			}
			stop := progress(c.ErrOrStderr())
			result, err := scan.Run(c.Context(), o)
			stop()
			if err != nil {
				return err
			}
			if configured := result.Config.FailOn; failOn == "" && configured != "" {
				threshold = configured
			}
			for _, format := range formats.list {
				if err := write(c.OutOrStdout(), format, result, verbose); err != nil {
					return err
				}
			}
			return verdict(c.ErrOrStderr(), result.Report, threshold, false)
		},
	}
	flags := c.Flags()
	flags.Var(formatFlag{&formats}, "format", "how to report ("+strings.Join(formatNames, ", ")+"); may be repeated, each with its own --output (default text)")
	flags.VarP(outputFlag{&formats}, "output", "o", "where the --format beside it goes (default standard output)")
	flags.StringVar(&failOn, "fail-on", "", "exit 1 from this level on: error, warning, note or never (default warning)")
	flags.StringSliceVar(&f.Only, "rule", nil, "run only these rules")
	flags.StringSliceVar(&f.Skip, "skip-rule", nil, "do not run these rules")
	flags.StringVar(&f.now, "now", "", "judge expiry on this date (2006-01-02); default SOURCE_DATE_EPOCH, else today")
	flags.BoolVarP(&verbose, "verbose", "v", false, "say why levels were lowered, what was ignored, and which files were skipped")
	return offer(c, formatNames...)
}

// packagePaths are the paths to scan of the patterns of packages: a folder with all
// below it, or the files of a folder.
func packagePaths(patterns []string) ([]string, error) {
	if len(patterns) == 0 {
		return []string{"."}, nil
	}
	var paths []string
	for _, p := range patterns {
		if dir, all := strings.CutSuffix(p, "..."); all {
			paths = append(paths, filepath.Clean(filepath.FromSlash(dir)))
			continue
		}
		// The name of the folder is no pattern.
		quoted := strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(filepath.Clean(p))
		if filepath.Separator == '\\' {
			quoted = filepath.Clean(p)
		}
		files, err := filepath.Glob(filepath.Join(quoted, "*.go"))
		if err != nil || len(files) == 0 {
			return nil, fmt.Errorf("no Go files in %s: name a folder, ./agents, or one with all below it, ./agents/...", p)
		}
		paths = append(paths, files...)
	}
	return paths, nil
}
