package io.rxpath.linux.netlink;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.linux.Errno;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LibcSockets;
import io.rxpath.linux.LinuxException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A test plays the kernel at the other end of a pair of datagram sockets. */
class NetlinkSocketTest {
    private static final long SOCKETPAIR = 53;
    private static final int FAMILY = 30;
    private static final int DUMP_INTERRUPTED = 0x10;
    private static final int MULTI = 2;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment scratch = arena.allocate(512, 8);
    private final int kernel;
    private final NetlinkSocket socket;
    private Thread player;

    NetlinkSocketTest() {
        MemorySegment pair = arena.allocate(8, 4);
        assertEquals(0, Libc.syscall(SOCKETPAIR, 1, 2, 0, pair.address(), 0));
        kernel = pair.get(JAVA_INT, 4);
        socket = new NetlinkSocket(pair.get(JAVA_INT, 0), 300_000_000);
    }

    @AfterEach
    void close() throws Exception {
        if (player != null) {
            player.join();
        }
        Libc.close(kernel);
        socket.close();
        socket.close();
        arena.close();
    }

    @Test
    void aListInSeveralPartsIsGathered() {
        play(1, sequence -> {
            reply(FAMILY, MULTI, sequence, 1);
            reply(FAMILY, MULTI, sequence, 2);
            reply(NetlinkReply.NLMSG_DONE, MULTI, sequence, 0);
        });
        assertEquals(List.of(1L, 2L), ask(true));
    }

    @Test
    void aListThatChangedMeanwhileIsAskedForAgain() {
        int[] questions = new int[1];
        play(3, sequence -> {
            questions[0]++;
            int interrupted = questions[0] == 1 ? DUMP_INTERRUPTED : 0;
            reply(FAMILY, MULTI | interrupted, sequence, questions[0]);
            if (questions[0] == 2) {
                reply(NetlinkReply.NLMSG_ERROR, 0, sequence, -Errno.EINTR.number());
            } else {
                reply(NetlinkReply.NLMSG_DONE, MULTI, sequence, 0);
            }
        });
        assertEquals(List.of(3L), ask(true));
    }

    @Test
    void aListThatNeverSettlesIsGivenUp() {
        play(10, sequence -> reply(NetlinkReply.NLMSG_DONE, MULTI | DUMP_INTERRUPTED, sequence, 0));
        LinuxException refusal = assertThrows(LinuxException.class, () -> ask(true));
        assertTrue(refusal.is(Errno.EINTR), refusal.getMessage());
    }

    @Test
    void anErrorIsASentenceWithTheRemedy() {
        play(1, sequence -> reply(NetlinkReply.NLMSG_ERROR, 0, sequence, -Errno.EPERM.number()));
        LinuxException refusal = assertThrows(LinuxException.class, () -> ask(false));
        assertEquals("question: EPERM (operation not permitted); remedy for EPERM", refusal.getMessage());
    }

    @Test
    void answersToOtherQuestionsAreSkipped() {
        play(1, sequence -> {
            reply(NetlinkReply.NLMSG_ERROR, 0, sequence - 1, -Errno.EPERM.number());
            reply(FAMILY, 0, sequence + 1, 9);
            reply(FAMILY, 0, sequence, 5);
            reply(NetlinkReply.NLMSG_ERROR, 0, sequence, 0);
        });
        assertEquals(List.of(5L), ask(false));
    }

    @Test
    void silenceEnds() {
        LinuxException refusal = assertThrows(LinuxException.class, () -> ask(false));
        assertTrue(refusal.is(Errno.EAGAIN), refusal.getMessage());
    }

    @Test
    void endlessChatterThatIsNoAnswerEndsToo() {
        boolean[] stop = new boolean[1];
        play(1, sequence -> {
            // The datagrams wait for the reader, so that this ends when it does.
            for (int i = 0; i < 1000 && !stop[0]; i++) {
                reply(FAMILY, 0, sequence + 1, 9);
                Libc.usleep(1000);
            }
        });
        LinuxException refusal = assertThrows(LinuxException.class, () -> ask(false));
        stop[0] = true;
        assertTrue(refusal.is(Errno.EAGAIN), refusal.getMessage());
    }

    private List<Long> ask(boolean dump) {
        NetlinkRequest request = new NetlinkRequest(arena, "question", FAMILY, 1, dump);
        return socket.ask(request.u32(1, 7), errno -> "remedy for " + errno, attributes -> {
            assertTrue(attributes.next());
            return attributes.unsigned();
        });
    }

    /** Answers that many questions, each by {@code answer} with its sequence number. */
    private void play(int questions, Consumer<Integer> answer) {
        player = Thread.ofPlatform().daemon().start(() -> {
            MemorySegment question = arena.allocate(512, 8);
            for (int i = 0; i < questions; i++) {
                if (LibcSockets.recv(kernel, question, 512, 0) < 16) {
                    return;
                }
                answer.accept(question.get(JAVA_INT, 8));
            }
        });
    }

    /** Sends a message whose payload is a number: a result, or the only attribute of a family's message. */
    private void reply(int type, int flags, int sequence, int number) {
        int length = type == FAMILY ? 28 : 20;
        scratch.fill((byte) 0);
        scratch.set(JAVA_INT_UNALIGNED, 0, length);
        scratch.set(JAVA_SHORT_UNALIGNED, 4, (short) type);
        scratch.set(JAVA_SHORT_UNALIGNED, 6, (short) flags);
        scratch.set(JAVA_INT_UNALIGNED, 8, sequence);
        if (type == FAMILY) {
            scratch.set(JAVA_BYTE, 20, (byte) 8);
            scratch.set(JAVA_BYTE, 22, (byte) 1);
            scratch.set(JAVA_INT_UNALIGNED, 24, number);
        } else {
            scratch.set(JAVA_INT_UNALIGNED, 16, number);
        }
        LibcSockets.send(kernel, scratch, length, 0x4040);
    }
}
