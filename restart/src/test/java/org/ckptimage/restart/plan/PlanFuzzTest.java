// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A26: thousands of broken plans before the judge of the program, built with sanitizers. */
final class PlanFuzzTest {
    private static final int PLANS = 6000;
    private static final long SEED = 20090520;

    @Test
    void noPlanHarmsTheJudge() throws IOException, URISyntaxException, InterruptedException {
        URL judge = PlanFuzzTest.class.getResource("/native/judge");
        assumeTrue(judge != null, "no C compiler at build time, so there is no judge");
        Process process = new ProcessBuilder(Path.of(judge.toURI()).toString())
                .redirectErrorStream(true).start();
        CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> read(process));
        Random random = new Random(SEED);
        try (OutputStream out = new BufferedOutputStream(process.getOutputStream())) {
            for (int i = 0; i < PLANS; i++) {
                byte[] plan = broken(PlanWriter.bytes(RandomPlans.next(random)), random);
                out.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(plan.length).array());
                out.write(plan);
            }
        }
        String text = said.join();
        assertEquals(0, process.waitFor(), text.lines().filter(line -> !line.startsWith("error index")
                && !line.equals("ok")).toList() + " seed " + SEED);
        List<String> lines = text.lines().toList();
        assertEquals(PLANS, lines.size());
        long accepted = lines.stream().filter("ok"::equals).count();
        assertTrue(accepted > PLANS / 10 && accepted < PLANS * 9 / 10, accepted + " accepted");
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static byte[] broken(byte[] plan, Random random) {
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int most = random.nextBoolean() ? 64 : plan.length;
            int at = random.nextInt(Math.max(1, Math.min(plan.length, most)));
            plan[at] = switch (random.nextInt(4)) {
                case 0 -> (byte) 0xff;
                case 1 -> 0;
                case 2 -> (byte) (plan[at] + 1);
                default -> (byte) random.nextInt();
            };
        }
        return random.nextInt(20) == 0 ? Arrays.copyOf(plan, random.nextInt(plan.length + 9)) : plan;
    }
}
