package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"
	"syscall"

	"golang.org/x/sys/unix"
)

// beneath opens what stands below a root by one system call: the kernel sees to it
// that no step of the path is a link or leads out. package os opens every folder on
// the way, which is most of what reading a tree of small files costs.
type beneath struct {
	once sync.Once
	file *os.File // holds fd open
	fd   int
	none atomic.Bool // the kernel is older than 5.6, or a sandbox knows no such call
}

// open is for reading. ok is false where the call is not there and where a link is
// in the way; who asks takes the slow way then.
func (b *beneath) open(root *os.Root, rel string, folder bool) (f rawFile, ok bool, err error) {
	b.once.Do(func() {
		if b.file, b.fd, err = descriptor(root); err != nil {
			b.none.Store(true)
		}
	})
	if b.none.Load() {
		return 0, false, nil
	}
	how := unix.OpenHow{Flags: unix.O_RDONLY | unix.O_NOFOLLOW | unix.O_CLOEXEC, Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS}
	if folder {
		how.Flags |= unix.O_DIRECTORY
	} else {
		how.Flags |= unix.O_NONBLOCK // a pipe in its place
	}
	fd, err := again(func() (int, error) { return unix.Openat2(b.fd, rel, &how) })
	switch {
	case err == nil:
		return rawFile(fd), true, nil
	case errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EPERM), errors.Is(err, unix.EINVAL), errors.Is(err, unix.E2BIG):
		b.none.Store(true)
		return 0, false, nil
	case errors.Is(err, unix.ELOOP), errors.Is(err, unix.EXDEV), errors.Is(err, unix.EAGAIN):
		return 0, false, nil
	}
	return 0, true, &fs.PathError{Op: "open", Path: rel, Err: err}
}

func (b *beneath) close() {
	b.none.Store(true)
	if b.file != nil {
		b.file.Close()
	}
}

// readPlain reads a regular file of an open folder. ok is false for a link.
func readPlain(in *folder, base string, max int64, buf []byte) (text []byte, ok bool, err error) {
	fd, err := again(func() (int, error) {
		return syscall.Openat(in.fd, base, syscall.O_RDONLY|syscall.O_NONBLOCK|syscall.O_NOFOLLOW|syscall.O_CLOEXEC, 0)
	})
	if errors.Is(err, syscall.ELOOP) {
		return nil, false, nil
	}
	if err != nil {
		return nil, true, &fs.PathError{Op: "open", Path: base, Err: err}
	}
	return rawFile(fd).readPlain(max, buf)
}

// readPlain reads an open file to its end by two system calls, and closes it;
// package os would look at it twice more and ask to be told of its readiness.
func (f rawFile) readPlain(max int64, buf []byte) (text []byte, ok bool, err error) {
	defer syscall.Close(int(f))
	var info syscall.Stat_t
	if err := syscall.Fstat(int(f), &info); err != nil {
		return nil, true, fmt.Errorf("stat: %w", err)
	}
	if info.Mode&syscall.S_IFMT != syscall.S_IFREG {
		return nil, false, nil // what it is, the slow way says
	}
	if info.Size > max {
		return nil, true, tooLarge(info.Size, max)
	}
	text, err = readUpTo(f, info.Size, max, buf)
	return text, true, err
}

// rawFile reads from a descriptor.
type rawFile int

func (f rawFile) Read(p []byte) (int, error) {
	n, err := again(func() (int, error) { return syscall.Read(int(f), p) })
	switch {
	case err != nil:
		return 0, err
	case n == 0 && len(p) > 0:
		return 0, io.EOF
	}
	return n, nil
}

// again repeats what a signal interrupted.
func again(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if !errors.Is(err, syscall.EINTR) {
			return max(n, -1), err
		}
	}
}

// descriptor is the folder's own.
func descriptor(root *os.Root) (*os.File, int, error) {
	f, err := root.Open(".")
	if err != nil {
		return nil, 0, err
	}
	return f, int(f.Fd()), nil
}
