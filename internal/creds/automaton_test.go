package creds

import (
	"bytes"
	"encoding/binary"
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestAutomaton keeps automaton.bin as the anchors say it; UPDATE=1 rewrites it.
func TestAutomaton(t *testing.T) {
	want := compile(anchors())
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile("automaton.bin", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(automatonFile, want) {
		t.Error("automaton.bin is stale: go generate ./internal/creds")
	}
}

// compile builds the automaton of the anchors' texts, states that accept nothing
// first.
func compile(list []anchor) []byte {
	type state struct {
		next   map[byte]int
		fail   int
		found  []uint16
		number int
	}
	column := [256]int{}
	used := [256]bool{}
	longest := 0
	for _, a := range list {
		longest = max(longest, len(a.text))
		for i := range len(a.text) {
			used[a.text[i]] = true
		}
	}
	width := 1 // column 0 is what no anchor holds
	for b := range used {
		if used[b] {
			column[b] = width
			width++
		}
	}
	states := []*state{{next: map[byte]int{}}}
	for n, a := range list {
		s := 0
		for i := range len(a.text) {
			to, ok := states[s].next[a.text[i]]
			if !ok {
				to = len(states)
				states = append(states, &state{next: map[byte]int{}})
				states[s].next[a.text[i]] = to
			}
			s = to
		}
		states[s].found = append(states[s].found, uint16(n))
	}
	// breadth first: a state's way out is known before its children need it
	breadth := []int{0}
	for i := 0; i < len(breadth); i++ {
		s := breadth[i]
		for b := range 256 {
			to, ok := states[s].next[byte(b)]
			if !ok {
				if s != 0 && used[b] {
					states[s].next[byte(b)] = states[states[s].fail].next[byte(b)]
				}
				continue
			}
			if s != 0 {
				states[to].fail = states[states[s].fail].next[byte(b)]
			}
			states[to].found = append(states[to].found, states[states[to].fail].found...)
			breadth = append(breadth, to)
		}
	}
	order := make([]int, 0, len(states))
	for _, accepts := range []bool{false, true} {
		for _, s := range breadth { // the rows that are used most side by side
			if (len(states[s].found) > 0) == accepts {
				states[s].number = len(order)
				order = append(order, s)
			}
		}
	}
	var out []byte
	number := func(n int) { out = binary.LittleEndian.AppendUint16(out, uint16(n)) }
	number(width)
	number(len(states))
	number(slices.IndexFunc(order, func(s int) bool { return len(states[s].found) > 0 }))
	number(longest)
	for _, c := range column {
		number(c)
	}
	for _, s := range order {
		row := make([]int, width)
		for b := range 256 {
			if used[b] {
				row[column[b]] = states[states[s].next[byte(b)]].number
			}
		}
		for _, to := range row {
			number(to)
		}
	}
	for _, s := range order {
		if found := states[s].found; len(found) > 0 {
			slices.Sort(found)
			number(len(found))
			for _, n := range found {
				number(int(n))
			}
		}
	}
	return out
}

// The lanes see what a plain search sees, seams included.
func TestLanes(t *testing.T) {
	a, list := loaded(), anchors()
	r := rand.New(rand.NewSource(3))
	for size := range 3000 {
		if size > 700 && size%37 != 0 {
			continue
		}
		var s strings.Builder
		for s.Len() < size {
			if w := list[r.Intn(len(list))].text; r.Intn(3) == 0 {
				s.WriteString(w)
			} else {
				s.WriteString(w[:r.Intn(len(w)+1)])
			}
		}
		text := s.String()[:size]
		got := map[[2]int]int{}
		a.each([]byte(text), func(end int, found []uint16) {
			for _, n := range found {
				got[[2]int{end, int(n)}]++
			}
		})
		want := 0
		for n, w := range list {
			for i := 0; ; i++ {
				j := strings.Index(text[i:], w.text)
				if j < 0 {
					break
				}
				i += j
				want++
				if got[[2]int{i + len(w.text), n}] != 1 {
					t.Fatalf("size %d: anchor %q at %d: %d times", size, w.text, i, got[[2]int{i + len(w.text), n}])
				}
			}
		}
		if len(got) != want {
			t.Fatalf("size %d: %d hits, want %d", size, len(got), want)
		}
	}
}

// goSource is up to limit bytes of the Go tree's own source, for benchmarks.
func goSource(b *testing.B, limit int) [][]byte {
	b.Helper()
	var files [][]byte
	total := 0
	root := filepath.Join(runtime.GOROOT(), "src")
	filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && strings.HasSuffix(name, ".go") && total < limit {
			if text, err := os.ReadFile(name); err == nil && len(text) < 1<<20 {
				files = append(files, text)
				total += len(text)
			}
		}
		return nil
	})
	if total < limit/2 {
		b.Skip("no Go source tree")
	}
	return files
}

// BenchmarkPrefilter is the search for anchors alone, and, for scale, counting the
// newlines of the same bytes, in the same run. The machine may be busy with other
// things: processor time counts, and the fastest of the rounds.
func BenchmarkPrefilter(b *testing.B) {
	files := goSource(b, 32<<20)
	whole := bytes.Join(files, nil)
	a, hits := loaded(), 0
	count := func(_ int, found []uint16) { hits += len(found) }
	best := map[string]time.Duration{}
	for range max(b.N, 20) {
		for name, work := range map[string]func(){
			"newlines": func() { bytes.Count(whole, []byte("\n")) },
			"anchors":  func() { a.each(whole, count) },
			"files": func() {
				for _, f := range files {
					a.each(f, count)
				}
			},
			"scan": func() {
				for _, f := range files {
					scan(f, "")
				}
			},
		} {
			start := processor()
			work()
			if d := processor() - start; best[name] == 0 || d < best[name] {
				best[name] = d
			}
		}
	}
	for name, d := range best {
		b.ReportMetric(float64(len(whole))/d.Seconds()/1e6, name+"-MB/s")
	}
	b.ReportMetric(100*best["newlines"].Seconds()/best["anchors"].Seconds(), "%-of-newlines")
}

// processor is the time that this process has used.
func processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
