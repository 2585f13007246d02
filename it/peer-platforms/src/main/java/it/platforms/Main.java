package it.platforms;

public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("Hello from " + System.getProperty("os.arch"));
    }
}
