package it.debug;

/** Waits, as a server does. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        Thread.currentThread().setName("the-one-to-look-for");
        System.out.println("ready");
        Thread.sleep(Long.MAX_VALUE);
    }
}
