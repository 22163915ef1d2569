package logx // want package:"has sinks"

import (
	"fmt"
	"log"
	"log/slog"
)

// Infof writes to the log.
func Infof(format string, args ...any) { log.Printf(format, args...) } // want Infof:"sink log.Printf log.Printf"

// Event hands on to a function of this package.
func Event(name, detail string) { event(name, detail) } // want Event:"sink slog.Info slog.Info"

func event(name, detail string) { slog.Info(name, "detail", detail) }

// Instructions puts a text together.
func Instructions(name, extra string) string { // want Instructions:"returns #0 #1"
	return fmt.Sprintf("You are %s. %s", name, extra)
}

// Masked shows the end of a text.
func Masked(text string) string { return "…" + text[max(len(text)-4, 0):] }

// Count says how long a text is.
func Count(text string) { slog.Info("counted", "n", len(text)) }
