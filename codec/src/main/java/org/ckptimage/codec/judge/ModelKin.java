// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Task;

/** The tasks of a model as numbers. */
public final class ModelKin implements Kin {
    private final List<Task> tasks;
    private final Map<Integer, Integer> subjects = new HashMap<>();

    /** @param image subjects are its creds in their order */
    public ModelKin(Image image) {
        tasks = image.tasks();
        for (int i = 0; i < image.creds().size(); i++) {
            subjects.putIfAbsent(image.creds().get(i).objref(), i);
        }
    }

    @Override
    public int size() {
        return tasks.size();
    }

    @Override
    public int pid(int task) {
        return tasks.get(task).ids().pid();
    }

    @Override
    public int tgid(int task) {
        return tasks.get(task).ids().tgid();
    }

    @Override
    public int ppid(int task) {
        return tasks.get(task).ids().ppid();
    }

    @Override
    public int subject(int task) {
        OptionalInt cred = tasks.get(task).ecredRef();
        return cred.isEmpty() ? -1 : subjects.getOrDefault(cred.getAsInt(), -1);
    }

    @Override
    public int seccomp(int task) {
        return (int) tasks.get(task).seccomp().orElse(-1);
    }

    @Override
    public long offset(int task) {
        return tasks.get(task).offset();
    }
}
