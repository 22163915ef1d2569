package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
	"github.com/nhivet/nhivet/internal/scan"
	"github.com/nhivet/nhivet/sarif"
	"github.com/spf13/cobra"
)

// scanFlags are shared by every command that scans.
type scanFlags struct {
	scan.Options
	now, golang string
	noCache     bool
}

func (f *scanFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&f.StdinName, "stdin-name", "", "read standard input as one file of this name")
	flags.BoolVar(&f.IncludeIgnored, "include-ignored", false, "read files that .gitignore excludes, local .env and MCP files with them")
	flags.StringVar(&f.golang, "go", "auto", "read Go code by its syntax, or with types, for which the go command compiles what it imports: auto, syntax or types")
	flags.BoolVar(&f.noCache, "no-cache", false, "with --staged, take nothing from earlier runs and leave nothing for later ones (also NHIVET_CACHE=off)")
	flags.StringVar(&f.now, "now", "", "judge expiry on this date (2006-01-02); default SOURCE_DATE_EPOCH, else today")
}

// options are the finished options for the given paths.
func (f *scanFlags) options(c *cobra.Command, paths []string) (scan.Options, error) {
	o := f.Options
	o.Paths, o.Stdin, o.Version = paths, c.InOrStdin(), toolVersion()
	if !f.noCache {
		o.Cache = cacheFolder()
	}
	var err error
	if f.now == "" {
		if o.Now, err = now(); err != nil {
			return o, err
		}
	} else if o.Now, err = time.Parse(time.DateOnly, f.now); err != nil {
		return o, fmt.Errorf("--now %q: want a date such as 2027-01-31", f.now)
	}
	if o.Go, err = goLevel(f.golang); err != nil {
		return o, err
	}
	switch {
	case o.StdinName != "" && len(paths) > 0:
		return o, fmt.Errorf("--stdin-name reads standard input alone: name no path beside it")
	case o.StdinName != "" && o.Staged:
		return o, fmt.Errorf("--stdin-name reads standard input alone, and --staged the index: give one of them")
	case o.Staged && o.Diff != "", o.Staged && o.History != "", o.Diff != "" && o.History != "", o.StdinName != "" && o.Diff+o.History != "":
		return o, fmt.Errorf("--staged, --diff, --history and --stdin-name each say what is read: give one of them")
	case o.BaseConfig && o.Diff == "":
		return o, fmt.Errorf("--base-config says which revision's settings count: give --diff REVISION beside it")
	case o.History != "" && len(paths) > 1:
		return o, fmt.Errorf("--history reads one repository: name one folder of it at most")
	case o.Staged && len(paths) > 1:
		return o, fmt.Errorf("--staged reads one repository: name one folder of it at most")
	}
	return o, nil
}

// cacheFolder is where runs leave something for the next: what NHIVET_CACHE names,
// else a folder of the user's. It is empty where there is none.
func cacheFolder() string {
	switch dir := os.Getenv("NHIVET_CACHE"); dir {
	case "":
	case "off", "0":
		return ""
	default:
		return dir
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "nhivet")
}

// format is one --format, with the --output that follows it.
type format struct{ name, output string }

// formats collects --format and --output in the order they were given.
type formats struct{ list []format }

type formatFlag struct{ *formats }

func (f formatFlag) String() string { return "" }
func (f formatFlag) Type() string   { return "FORMAT" }
func (f formatFlag) Set(s string) error {
	if writers[s] != nil {
		if n := len(f.list); n > 0 && f.list[n-1].name == "" {
			f.list[n-1].name = s // the output came first
			return nil
		}
		f.list = append(f.list, format{name: s})
		return nil
	}
	return fmt.Errorf("want %s", strings.Join(formatNames, ", "))
}

type outputFlag struct{ *formats }

func (f outputFlag) String() string { return "" }
func (f outputFlag) Type() string   { return "FILE" }
func (f outputFlag) Set(s string) error {
	if len(f.list) == 0 || f.list[len(f.list)-1].output != "" {
		f.list = append(f.list, format{})
	}
	f.list[len(f.list)-1].output = s
	return nil
}

// has says whether a format is among them.
func (f *formats) has(name string) bool {
	return slices.ContainsFunc(f.list, func(x format) bool { return x.name == name })
}

// finish gives every output its format, and refuses reports that would run into
// each other.
func (f *formats) finish() error {
	if len(f.list) == 0 {
		f.list = []format{{name: "text"}}
	}
	seen := map[string]bool{}
	for i := range f.list {
		f.list[i].name = cmp.Or(f.list[i].name, "text")
		if to := f.list[i].output; seen[to] {
			return fmt.Errorf("two reports go to %s: give each --format an --output of its own", cmp.Or(to, "standard output"))
		} else {
			seen[to] = true
		}
	}
	return nil
}

func scanCommand() *cobra.Command {
	var f scanFlags
	var failOn string
	var strict, verbose, writeBaseline bool
	var formats formats
	var fixes fixFlags
	c := &cobra.Command{
		Use:   "scan [PATH…]",
		Short: "Read files and report where agents hold standing secrets",
		Long: `Read files and folders (the current directory without any) and report what is wrong.

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 the scan could not run or --strict was broken.`,
		Example: `  nhivet scan
  nhivet scan --format text --format sarif --output nhivet.sarif deploy agents
  nhivet scan --staged
  nhivet scan --diff origin/main
  nhivet scan --history
  nhivet scan --diff-fixes=unsafe
  nhivet scan --stdin-name .mcp.json < .mcp.json`,
		RunE: func(c *cobra.Command, args []string) error {
			o, err := f.options(c, args)
			if err != nil {
				return err
			}
			threshold, err := threshold(failOn)
			if err != nil {
				return err
			}
			if err := formats.finish(); err != nil {
				return err
			}
			if writeBaseline && !o.Whole() {
				return fmt.Errorf("--write-baseline takes in every finding of a folder: name no file and no rule, and nothing of --staged, --diff and --history beside it")
			}
			if err := fixes.check(o); err != nil {
				return err
			}
			stop := progress(c.ErrOrStderr())
			run := o
			run.Fixes = fixes.asked() || formats.has("sarif")
			if writeBaseline {
				run.Baseline = "" // what is to be written need not be there
			}
			result, err := scan.Run(c.Context(), run)
			stop()
			if err != nil {
				return err
			}
			if configured := result.Config.FailOn; failOn == "" && configured != "" {
				threshold = configured
			}
			if err := keepBaseline(c.ErrOrStderr(), o, result, writeBaseline); err != nil || writeBaseline {
				return err
			}
			switch {
			case fixes.diff != "":
				if err := fixes.preview(c.OutOrStdout(), c.ErrOrStderr(), result); err != nil {
					return err
				}
				return verdict(c.ErrOrStderr(), result.Report, threshold, strict)
			case fixes.fix != "":
				if result, err = fixes.mend(c.Context(), c.ErrOrStderr(), run, result); err != nil {
					return err
				}
			}
			for _, format := range formats.list {
				if err := write(c.OutOrStdout(), format, result, verbose); err != nil {
					return err
				}
			}
			return verdict(c.ErrOrStderr(), result.Report, threshold, strict)
		},
	}
	f.register(c)
	flags := c.Flags()
	fixes.register(c)
	flags.Var(formatFlag{&formats}, "format", "how to report ("+strings.Join(formatNames, ", ")+"); may be repeated, each with its own --output (default text)")
	flags.VarP(outputFlag{&formats}, "output", "o", "where the --format beside it goes (default standard output)")
	flags.StringVar(&failOn, "fail-on", "", "exit 1 from this level on: error, warning, note or never (default warning)")
	flags.StringSliceVar(&f.Only, "rule", nil, "run only these rules")
	flags.StringSliceVar(&f.Skip, "skip-rule", nil, "do not run these rules")
	flags.StringVar(&f.Baseline, "baseline", "", "findings of this file do not count; a scan of everything takes out of it what is mended (default what .nhivet.yaml says)")
	flags.BoolVar(&writeBaseline, "write-baseline", false, "write all findings to the baseline ("+scan.BaselineName+" where nothing names one) instead of reporting them")
	flags.StringVar(&f.Policies, "policy", "", "also run the conftest-style policies of this folder over the facts")
	flags.BoolVar(&f.Staged, "staged", false, "read git's index, and report what HEAD did not have")
	flags.StringVar(&f.Diff, "diff", "", "report what this revision did not have: findings that are new, or have grown")
	flags.StringVar(&f.History, "history", "", "read what the commits of this range brought, for credentials alone; without a range all that led to HEAD (--history=v1.0..HEAD)")
	flags.Lookup("history").NoOptDefVal = "HEAD"
	flags.BoolVar(&f.BaseConfig, "base-config", false, "take .nhivet.yaml, the baseline and the ignores in files as the revision of --diff has them: what a change adds to them is told, and counts once it is merged")
	flags.BoolVar(&f.NoInlineIgnores, "no-inline-ignores", false, "do not honour the ignores that files carry, only those of .nhivet.yaml")
	flags.BoolVar(&f.Credentials, "credentials", false, "look for credentials alone, by their form, in any text file")
	flags.BoolVar(&strict, "strict", false, "exit 2 when a file that names an agent or identity could not be read whole")
	flags.BoolVarP(&verbose, "verbose", "v", false, "say why levels were lowered, what was ignored, and which files were skipped")
	return offer(c, formatNames...)
}

func threshold(flag string) (nhi.Level, error) {
	switch flag {
	case "":
		return nhi.Warning, nil
	case "error", "warning", "note":
		return nhi.Level(flag), nil
	case "never":
		return nhi.None, nil
	}
	return "", fmt.Errorf("--fail-on %q: want error, warning, note or never", flag)
}

// write makes one report.
func write(stdout io.Writer, f format, r *scan.Result, verbose bool) error {
	return to(stdout, f.output, func(w io.Writer) error { return writers[f.name](w, r, verbose) })
}

// formatNames are the forms of a report in the order of the help.
var formatNames = []string{"text", "json", "sarif", "markdown", "github", "junit", "gitlab", "gitlab-sast", "csv"}

// writers make a report in each form.
var writers = map[string]func(w io.Writer, r *scan.Result, verbose bool) error{
	"text": func(w io.Writer, r *scan.Result, verbose bool) error {
		return report.Text(w, r.Report, report.TextOptions{Color: colored(w), Verbose: verbose, Skipped: r.Skipped})
	},
	"json": func(w io.Writer, r *scan.Result, _ bool) error { return report.JSON(w, r.Report) },
	"sarif": func(w io.Writer, r *scan.Result, _ bool) error {
		return sarif.Options{Prefix: r.Report.Prefix}.Write(w, r.Report)
	},
	"markdown": func(w io.Writer, r *scan.Result, _ bool) error { return report.Markdown(w, r.Report) },
	"github":   func(w io.Writer, r *scan.Result, _ bool) error { return report.GitHub(w, r.Report) },
	"junit":    func(w io.Writer, r *scan.Result, _ bool) error { return report.JUnit(w, r.Report) },
	"gitlab": func(w io.Writer, r *scan.Result, _ bool) error {
		return report.CodeQuality(w, r.Report, nhi.Fingerprints(r.Report.Findings))
	},
	"gitlab-sast": func(w io.Writer, r *scan.Result, _ bool) error {
		return report.SAST(w, r.Report, nhi.Fingerprints(r.Report.Findings))
	},
	"csv": func(w io.Writer, r *scan.Result, _ bool) error { return report.CSV(w, r.Report) },
}

// colored says whether a writer is a terminal that wants colours (no-color.org).
func colored(w io.Writer) bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && terminal(w)
}

func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// verdict is the exit code.
func verdict(stderr io.Writer, r *nhi.Report, threshold nhi.Level, strict bool) error {
	if strict {
		var broken []string
		for _, n := range r.Notices {
			if n.Incomplete && n.Relevant {
				broken = append(broken, n.Path)
			}
		}
		if len(broken) > 0 {
			fmt.Fprintf(stderr, "nhivet: --strict: not read whole: %s\n", report.Clean(strings.Join(broken, ", ")))
			return exitError(exitFailed)
		}
	}
	for level, n := range r.Counts() {
		if n > 0 && threshold != nhi.None && level.Rank() >= threshold.Rank() {
			return exitError(exitFindings)
		}
	}
	return nil
}

// progressDelay is how long a scan may be silent.
const progressDelay = 2 * time.Second

// progress says on a terminal that a long scan is alive.
func progress(w io.Writer) (stop func()) {
	if !terminal(w) {
		return func() {}
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		start := time.Now()
		tick := time.NewTicker(progressDelay)
		defer tick.Stop()
		shown := false
		for {
			select {
			case <-done:
				if shown {
					fmt.Fprint(w, "\r\x1b[K")
				}
				return
			case <-tick.C:
				shown = true
				fmt.Fprintf(w, "\rscanning, %s…", time.Since(start).Round(time.Second))
			}
		}
	}()
	return func() { close(done); <-ended }
}
