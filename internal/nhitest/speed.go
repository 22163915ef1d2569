//go:build unix

package nhitest

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Speed reads the modules of real repositories: the files below the directory that
// NHIVET_TREE names and that are wanted. It gives megabytes a second of one core's time,
// the garbage collector's included, for files that import what the tables know
// (relevant) and for the others.
func Speed(b *testing.B, a *nhi.Analyzer, wants func(name string) bool, relevant func(text []byte) bool) {
	root := os.Getenv("NHIVET_TREE")
	if root == "" {
		b.Skip("NHIVET_TREE names no directory")
	}
	kinds := map[string][]*nhi.File{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || !wants(name) {
			return err
		}
		text, err := os.ReadFile(name)
		kind := "others"
		if relevant(text) {
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
					if unit, ok := a.Claims(f.Path, f.Bytes()); ok {
						units[unit] = append(units[unit], f)
					}
				}
				for unit, list := range units {
					if _, err := a.Run(context.Background(), &nhi.Unit{Key: unit, Files: list}); err != nil {
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
