// Command nhivet finds where an AI agent is becoming a standing secret holder.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
	"github.com/nhivet/nhivet/internal/scan"
	"github.com/nhivet/nhivet/internal/vet"
	"github.com/spf13/cobra"
)

// The exit codes.
const (
	exitClean    = 0 // nothing at or above the threshold
	exitFindings = 1 // something
	exitFailed   = 2 // the scan could not run, or --strict was broken
)

// version is set when a release is linked.
var version = ""

func toolVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	// A version that readers of SARIF accept, and what package sarif says.
	return "0.0.0-dev"
}

func main() { os.Exit(run()) }

func run() int {
	if vet.Called(os.Args[1:]) {
		vet.Main(func(facts *nhi.Facts, files []*nhi.File) ([]*nhi.Finding, error) {
			at, err := now()
			if err != nil {
				return nil, err
			}
			return scan.Vet(context.Background(), facts, files, at)
		})
		return exitClean
	}
	scan.PauseCollector(memoryLimit)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := command()
	err := root.ExecuteContext(ctx)
	var code exitError
	switch {
	case errors.As(err, &code):
		return int(code)
	case err != nil:
		// Names of files and what a policy says are strangers' text.
		for line := range strings.Lines(err.Error()) {
			fmt.Fprintf(os.Stderr, "nhivet: %s\n", report.Clean(strings.TrimRight(line, "\r\n")))
		}
		return exitFailed
	}
	return exitClean
}

// memoryLimit is when the collector starts: most scans end before.
const memoryLimit = 128 << 20

// exitError ends the program with a code and without a message.
type exitError int

func (e exitError) Error() string { return fmt.Sprintf("exit %d", int(e)) }

func command() *cobra.Command {
	root := &cobra.Command{
		Use:           "nhivet",
		Short:         "Find where an AI agent is becoming a standing secret holder",
		Version:       toolVersion(),
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetVersionTemplate("nhivet {{.Version}}\n")
	root.AddCommand(
		scanCommand(),
		vetCommand(),
		rulesCommand(),
		explainCommand(),
		factsCommand(),
		inventoryCommand(),
		diffCommand(),
		ignoresCommand(),
		initCommand(),
		lspCommand(),
		mcpCommand(),
		installHookCommand(),
		&cobra.Command{
			Use: "version", Short: "Print the version", Args: cobra.NoArgs,
			Run: func(c *cobra.Command, _ []string) { fmt.Fprintf(c.OutOrStdout(), "nhivet %s\n", toolVersion()) },
		},
	)
	return root
}

// now is the date against which expiry is judged when no flag says one: that of
// SOURCE_DATE_EPOCH (reproducible-builds.org, which asks that a malformed one be
// an error), else today.
func now() (time.Time, error) {
	text := os.Getenv("SOURCE_DATE_EPOCH")
	if text == "" {
		return time.Now().UTC(), nil
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH %q: want seconds since 1970", text)
	}
	return time.Unix(seconds, 0).UTC(), nil
}
