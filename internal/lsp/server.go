package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/sourcegraph/jsonrpc2"
)

// Options of a server.
type Options struct {
	Version string
	// Now is the date against which expiry is judged.
	Now func() time.Time
	// Log takes what goes wrong inside; nil discards it.
	Log io.Writer
	// Pause is how long typing has to rest before the workspace is scanned again; 0
	// is DefaultPause.
	Pause time.Duration
}

// DefaultPause is longer than the time between two keys, and shorter than a person
// waits for an answer.
const DefaultPause = 400 * time.Millisecond

// A server keeps little and makes much garbage at each edit: the collector, which
// would run in the middle of most of them at its usual pace, waits until that is four
// times what is kept, or until there are so many bytes of both. It is for the process
// to set.
const (
	Garbage = 400       // per cent
	Memory  = 512 << 20 // bytes; above it the collector runs as it has to
)

// Serve speaks with one editor until it says exit or the stream ends. It returns
// nil when the editor said shutdown before.
func Serve(ctx context.Context, stream io.ReadWriteCloser, o Options) error {
	if o.Pause == 0 {
		o.Pause = DefaultPause
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := &server{o: o, open: map[string]*text{}, wake: make(chan struct{}, 1)}
	conn := jsonrpc2.NewConn(ctx, jsonrpc2.NewBufferedStream(stream, jsonrpc2.VSCodeObjectCodec{}), s)
	s.conn = conn
	done := make(chan struct{})
	go func() { defer close(done); s.background(ctx) }()
	<-conn.DisconnectNotify()
	cancel()
	<-done
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.folders {
		if f.warm != nil {
			f.warm.Close()
		}
	}
	if !s.ending {
		return fmt.Errorf("the editor went away without a shutdown")
	}
	return nil
}

type server struct {
	o    Options
	conn *jsonrpc2.Conn
	wake chan struct{} // something changed

	mu      sync.Mutex
	folders []*folder
	open    map[string]*text // by absolute path
	ending  bool
	ready   bool
	asks    bool // the editor can be asked to watch files
	watched bool // and does
}

// text is an open file.
type text struct {
	uri     string
	version int
	bytes   []byte
	// items are what the editor shows, at places in these bytes.
	items []item
}

// Handle answers one message. Messages come one after the other; what takes time
// happens in the background.
func (s *server) Handle(ctx context.Context, conn *jsonrpc2.Conn, r *jsonrpc2.Request) {
	defer func() {
		if p := recover(); p != nil {
			s.log("%s: %v\n%s", r.Method, p, debug.Stack())
			if !r.Notif {
				conn.ReplyWithError(ctx, r.ID, &jsonrpc2.Error{Code: jsonrpc2.CodeInternalError, Message: "internal fault, please report it"})
			}
		}
	}()
	result, err := s.answer(ctx, r)
	if r.Notif {
		if err != nil {
			s.log("%s: %v", r.Method, err)
		}
		if r.Method == "exit" {
			conn.Close()
		}
		return
	}
	if err != nil {
		fault, ok := err.(*jsonrpc2.Error)
		if !ok {
			fault = &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: err.Error()}
		}
		conn.ReplyWithError(ctx, r.ID, fault)
		return
	}
	conn.Reply(ctx, r.ID, result)
}

// codeNotInitialized is ServerNotInitialized of the protocol.
const codeNotInitialized = -32002

func (s *server) answer(ctx context.Context, r *jsonrpc2.Request) (any, error) {
	s.mu.Lock()
	ready := s.ready
	s.mu.Unlock()
	if !ready && r.Method != "initialize" && r.Method != "exit" {
		return nil, &jsonrpc2.Error{Code: codeNotInitialized, Message: "initialize comes first"}
	}
	switch r.Method {
	case "initialize":
		return call(r, s.initialize)
	case "shutdown":
		s.mu.Lock()
		s.ending = true
		s.mu.Unlock()
		return nil, nil
	case "textDocument/didOpen":
		return call(r, func(p documentParams) (any, error) {
			return nil, s.edit(ctx, p.TextDocument, []byte(p.TextDocument.Text))
		})
	case "textDocument/didChange":
		return call(r, func(p changeParams) (any, error) {
			if len(p.ContentChanges) == 0 {
				return nil, nil
			}
			return nil, s.change(ctx, p)
		})
	case "textDocument/didClose":
		return call(r, func(p documentParams) (any, error) { s.forget(p.TextDocument.URI); return nil, nil })
	case "textDocument/didSave":
		return nil, s.saved()
	case "workspace/didChangeWatchedFiles":
		return call(r, s.onDisk)
	case "textDocument/hover":
		return call(r, s.hover)
	case "textDocument/codeAction":
		return call(r, s.actions)
	case "initialized":
		s.watch(ctx)
		return nil, nil
	case "exit", "$/cancelRequest", "$/setTrace", "workspace/didChangeConfiguration":
		// Every answer is there before a cancellation could be read; a scan is
		// cancelled by the next change.
		return nil, nil
	}
	return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeMethodNotFound, Message: "no method " + r.Method}
}

// call reads the parameters of a message.
func call[P any](r *jsonrpc2.Request, f func(P) (any, error)) (any, error) {
	var p P
	if r.Params != nil {
		if err := json.Unmarshal(*r.Params, &p); err != nil {
			return nil, fmt.Errorf("%s: %w", r.Method, err)
		}
	}
	return f(p)
}

func (s *server) initialize(p initializeParams) (any, error) {
	var roots []string
	for _, f := range p.Folders {
		roots = append(roots, fileOf(f.URI))
	}
	if len(roots) == 0 {
		roots = append(roots, fileOf(p.RootURI))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, root := range roots {
		if root != "" && root != string(filepath.Separator) {
			s.folders = append(s.folders, &folder{root: root, published: map[string]bool{}})
		}
	}
	// The deepest first: a file belongs to the closest.
	slices.SortFunc(s.folders, func(a, b *folder) int { return len(b.root) - len(a.root) })
	s.ready, s.asks = true, p.Capabilities.Workspace.Watching.Dynamic
	s.changed()
	answer := map[string]any{"serverInfo": map[string]any{"name": "nhivet", "version": s.o.Version}}
	for k, v := range capabilities {
		answer[k] = v
	}
	return answer, nil
}

// changed wakes the background.
func (s *server) changed() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// folderOf is the folder that a file belongs to, nil for none.
func (s *server) folderOf(file string) *folder {
	for _, f := range s.folders {
		if strings.HasPrefix(file, strings.TrimSuffix(f.root, string(filepath.Separator))+string(filepath.Separator)) {
			return f
		}
	}
	return nil
}

func (s *server) forget(uri string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, fileOf(uri))
	s.changed()
}

// background scans the workspace when changes have rested for a moment. A change
// while it scans ends the scan: the next one knows more.
func (s *server) background(ctx context.Context) {
	pause := time.Duration(0) // none before the first
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.wake:
		}
		for scanned := false; !scanned; {
			for rested := false; !rested; {
				select {
				case <-ctx.Done():
					return
				case <-s.wake:
				case <-time.After(pause):
					rested = true
				}
			}
			pause = s.o.Pause
			scanned = s.scanUnlessWoken(ctx)
		}
	}
}

// scanUnlessWoken scans, and says whether it came to an end.
func (s *server) scanUnlessWoken(ctx context.Context) bool {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	done := make(chan struct{})
	go func() { defer close(done); s.scanAll(ctx) }()
	select {
	case <-done:
		return true
	case <-s.wake:
		cancel()
		<-done
		return false
	}
}

// scanAll scans every folder.
func (s *server) scanAll(ctx context.Context) {
	s.mu.Lock()
	folders := slices.Clone(s.folders)
	open := map[string][]byte{}
	for file, t := range s.open {
		open[file] = t.bytes
	}
	s.mu.Unlock()
	for _, f := range folders {
		s.mu.Lock()
		anew := f.stale
		f.stale = false
		s.mu.Unlock()
		found, err := s.judged(ctx, f, anew, open)
		s.mu.Lock()
		if err != nil {
			f.stale = f.stale || anew
			s.mu.Unlock()
			if ctx.Err() != nil {
				return
			}
			s.log("scan of %s: %v", f.root, err)
			continue
		}
		f.take(found)
		for file := range f.published {
			if len(found.items[file]) == 0 {
				s.show(f, file, nil, open[file])
			}
		}
		for file, items := range found.items {
			s.show(f, file, items, open[file])
		}
		s.mu.Unlock()
	}
}

// judged is a scan that no fault ends.
func (s *server) judged(ctx context.Context, f *folder, anew bool, open map[string][]byte) (found *judged, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("internal fault: %v\n%s", p, debug.Stack())
		}
	}()
	return f.judge(ctx, anew, open, s.o.Now(), s.o.Version)
}

// show publishes the findings of a scan; in a file that was edited since, at the
// places to which they have moved.
func (s *server) show(f *folder, file string, items []item, scanned []byte) {
	if t := s.open[file]; t != nil {
		if scanned != nil {
			items = moved(slices.Clone(items), split(scanned), split(t.bytes))
		}
		t.items = items
	}
	s.publish(f, file, items)
}

func (s *server) publish(f *folder, file string, items []item) {
	p := publishParams{URI: uriOf(file), Diagnostics: []diagnostic{}}
	if t := s.open[file]; t != nil {
		p.URI, p.Version = t.uri, &t.version
	}
	for _, i := range items {
		p.Diagnostics = append(p.Diagnostics, i.diagnostic)
	}
	if len(items) == 0 {
		delete(f.published, file)
	} else {
		f.published[file] = true
	}
	if err := s.conn.Notify(context.Background(), "textDocument/publishDiagnostics", p); err != nil {
		s.log("publish: %v", err)
	}
}

func (s *server) log(format string, args ...any) {
	if s.o.Log != nil {
		fmt.Fprintf(s.o.Log, "nhivet lsp: "+format+"\n", args...)
	}
}
