//go:build unix

package scan

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/source"
)

// BenchmarkFloor is what no pass over a tree can do without: to list its folders,
// and to open, read into one buffer, and close the files that the search for
// credentials reads, three system calls each. Processor time counts, the least of
// the rounds. The tree is $BENCH_TREE, else the source of the Go tree.
func BenchmarkFloor(b *testing.B) {
	root := os.Getenv("BENCH_TREE")
	if root == "" {
		root = filepath.Join(runtime.GOROOT(), "src")
	}
	o := Options{Credentials: true}
	set, err := source.Open([]string{root}, source.Options{Wants: func(path string) bool { return wanted(o.analyzers(), path) }})
	if err != nil {
		b.Skip(err)
	}
	defer set.Close()
	read := map[string]bool{}
	for _, e := range set.Entries {
		read[filepath.Join(set.Root, filepath.FromSlash(e.Path))] = true
	}
	buf := make([]byte, source.DefaultMaxSize)
	var user, cpu time.Duration
	files, bytes := 0, 0
	for range max(b.N, 10) {
		files, bytes = 0, 0
		user0, system0 := used(b)
		filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || !read[name] {
				return nil
			}
			fd, err := syscall.Open(name, syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
			if err != nil {
				return nil
			}
			n, _ := syscall.Read(fd, buf)
			syscall.Close(fd)
			files, bytes = files+1, bytes+n
			return nil
		})
		user1, system1 := used(b)
		if d := user1 - user0 + system1 - system0; cpu == 0 || d < cpu {
			user, cpu = user1-user0, d
		}
	}
	b.ReportMetric(float64(files), "files")
	b.ReportMetric(float64(bytes)/1e6, "MB")
	b.ReportMetric(user.Seconds(), "user-s")
	b.ReportMetric(cpu.Seconds(), "cpu-s")
}

// used is the processor time of this process.
func used(b *testing.B) (user, system time.Duration) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano()), time.Duration(u.Stime.Nano())
}
