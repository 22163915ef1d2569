package main

import (
	"fmt"
	"io"
	"os"

	"github.com/nhivet/nhivet/internal/baseline"
	"github.com/nhivet/nhivet/internal/report"
	"github.com/nhivet/nhivet/internal/scan"
)

// keepBaseline writes the baseline: all of it when it is asked for, else without
// what is mended. A pipeline's checkout is thrown away, so there (CI is what every
// service sets) it only says so.
func keepBaseline(stderr io.Writer, o scan.Options, r *scan.Result, all bool) error {
	if all {
		file, b := o.BaselineFile(r.Report.Root, r.Config), baseline.Of(r.Report.Findings)
		if err := scan.WriteBaseline(file, b); err != nil {
			return err
		}
		fmt.Fprintf(stderr, "nhivet: %s in the baseline %s\n", report.Plural(b.Len(), "finding"), report.Clean(file))
		if o.Baseline == "" && r.Config.Baseline == "" {
			fmt.Fprintf(stderr, "nhivet: add \"baseline: %s\" to .nhivet.yaml, and \"%[1]s merge=union\" to .gitattributes\n", scan.BaselineName)
		}
		return nil
	}
	k := r.Baseline
	if k == nil || k.Rest == nil || k.Gone == 0 {
		return nil
	}
	if os.Getenv("CI") != "" {
		fmt.Fprintf(stderr, "nhivet: mended since the baseline %s: %s; a scan outside of CI takes them out of it\n", report.Clean(k.Shown), report.Plural(k.Gone, "finding"))
		return nil
	}
	if err := scan.WriteBaseline(k.File, k.Rest); err != nil {
		return err
	}
	fmt.Fprintf(stderr, "nhivet: mended and taken out of the baseline %s: %s\n", report.Clean(k.Shown), report.Plural(k.Gone, "finding"))
	return nil
}
