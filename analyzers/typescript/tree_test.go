//go:build unix

package typescript

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
)

// BenchmarkTree reads the modules of real repositories: the files below the directory
// that NHIVET_TREE names. It gives megabytes a second of one core's time, the garbage
// collector's included, for files that import what the tables know and for the others.
func BenchmarkTree(b *testing.B) {
	root := os.Getenv("NHIVET_TREE")
	if root == "" {
		b.Skip("NHIVET_TREE names no directory")
	}
	kinds := map[string][]*nhi.File{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || !wants(name) || strings.Contains(name, "node_modules") {
			return err
		}
		text, err := os.ReadFile(name)
		kind := "others"
		if relevant(language, text) {
			kind = "agents"
		}
		kinds[kind] = append(kinds[kind], nhi.NewFile(name, text))
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	for kind, files := range kinds {
		b.Run(kind, func(b *testing.B) {
			size, start := 0, used()
			for b.Loop() {
				units := map[string][]*nhi.File{}
				for _, f := range files {
					size += f.Len()
					if unit, ok := Analyzer.Claims(f.Path, f.Bytes()); ok {
						units[unit] = append(units[unit], f)
					}
				}
				for unit, list := range units {
					if _, err := Analyzer.Run(context.Background(), &nhi.Unit{Key: unit, Files: list}); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(size)/1e6/(used()-start).Seconds(), "MB/cpu-s")
		})
	}
}

// used is the time that the process had of all cores.
func used() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
